import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { useId, useState } from 'react';
import { useDeskApp } from '../../../state/desk-app.ts';
import { useHouse } from '../../../state/house.ts';
import { askStep } from '../../../state/stepping.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Progress } from '../../../ui/progress.tsx';
import { useRefusalText } from '../../../ui/refusal-text.ts';
import { useBoard } from '../store.ts';
import { type Moving, useMoving } from './moving.ts';
import { useQueueOf } from './queue.ts';

type MoveQueueProps = { readonly group: { readonly id: string; readonly name: string } };

/** Gives all who wait for one group to another: where to, how many, and how far it is. */
export function MoveQueue({ group: { id, name } }: MoveQueueProps) {
  const { t } = useLingui();
  const waiting = useQueueOf(id);
  const { moving, move, stop } = useMoving(id);
  const offline = useDeskApp((s) => s.connection.state !== 'connected');
  const refusalText = useRefusalText();
  const [to, setTo] = useState('');
  const field = useId();
  const { state, refusal } = moving;
  const close = () => {
    stop();
    askStep(null);
  };
  return (
    <Dialog isNarrow testId="move-queue" title={t`Move the queue of ${name}`} onClose={close}>
      {state === 'asked' ? (
        <>
          <label htmlFor={field} className="mt-3 block text-2">
            <Trans>To the group</Trans>
          </label>
          <Target id={field} from={id} value={to} onChange={setTo} />
          <p className="mt-2 text-2 text-ink-2" data-testid="move-count">
            {waiting === 0
              ? t`Nobody waits there now.`
              : t`${plural(waiting, {
                  one: '# conversation waits there now. It keeps its wait; its customer is told.',
                  other: '# conversations wait there now. They keep their waits; their customers are told.',
                })}`}
          </p>
        </>
      ) : (
        <HowFar moving={moving} />
      )}
      {refusal !== null && (
        <p role="alert" className="mt-2 text-2 text-bad">
          {refusalText(refusal)}
        </p>
      )}
      <div className="mt-4 flex justify-end gap-2">
        {state === 'asked' && (
          <>
            <Button onClick={close}>
              <Trans>Cancel</Trans>
            </Button>
            <Button
              look="danger"
              disabled={to === '' || waiting === 0 || offline}
              title={offline ? t`Needs the hub, which cannot be reached right now.` : undefined}
              data-testid="move-yes"
              onClick={() => void move(to, waiting)}
            >
              {t`${plural(waiting, { one: 'Move # conversation', other: 'Move # conversations' })}`}
            </Button>
          </>
        )}
        {state === 'moving' && (
          <Button data-testid="move-stop" onClick={stop}>
            <Trans>Stop</Trans>
          </Button>
        )}
        {state === 'done' && (
          <Button look="primary" data-testid="move-close" onClick={close}>
            <Trans>Done</Trans>
          </Button>
        )}
      </div>
    </Dialog>
  );
}

type TargetProps = {
  readonly id: string;
  readonly from: string;
  readonly value: string;
  readonly onChange: (id: string) => void;
};

function Target({ id, from, value, onChange }: TargetProps) {
  const { t } = useLingui();
  const groups = useBoard((s) => s.book.groups);
  const house = useHouse((s) => s.groups);
  const others = [...groups.values()].filter((one) => one.id !== from);
  const said = (one: (typeof others)[number]): string => {
    const { name, free } = one;
    if (house.some((known) => known.id === one.id && known.paused !== undefined)) return t`${name} (paused)`;
    if (!one.open) return t`${name} (outside hours)`;
    return t`${name} (${free} free)`;
  };
  return (
    <select
      id={id}
      value={value}
      data-testid="move-to"
      onChange={(event) => onChange(event.target.value)}
      className="mt-1 h-8 w-full rounded-2 border border-line-strong bg-panel px-2 text-2 text-ink outline-none focus-visible:border-accent focus-visible:outline-2 focus-visible:outline-focus"
    >
      <option value="">{others.length === 0 ? t`There is no other group` : t`Choose a group…`}</option>
      {others.map((one) => (
        <option key={one.id} value={one.id}>
          {said(one)}
        </option>
      ))}
    </select>
  );
}

/** How far it is, and in the end what has become of whom. */
function HowFar({ moving: { state, moved, taken, left } }: { readonly moving: Moving }) {
  const { t } = useLingui();
  const all = moved + taken + left;
  return (
    <div className="mt-3" role="status" data-testid="move-progress">
      <Progress label={t`Moving the queue`} value={moved + taken} max={all} />
      <p className="mt-1.5 text-2">
        {state === 'moving'
          ? t`Moving… ${moved} so far, ${left} to go.`
          : t`${plural(moved, { one: '# conversation moved.', other: '# conversations moved.' })}`}{' '}
        {taken > 0 &&
          t`${plural(taken, { one: '# had been taken by somebody meanwhile.', other: '# had been taken by somebody meanwhile.' })}`}{' '}
        {state === 'done' &&
          left > 0 &&
          t`${plural(left, { one: '# still waits there.', other: '# still wait there.' })}`}
      </p>
    </div>
  );
}
