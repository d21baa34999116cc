import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { Refusal } from '#shared/protocol/errors.ts';
import { call, refusedWith } from '../../../bridge/bridge.ts';
import { useDeskApp } from '../../../state/desk-app.ts';
import { askStep } from '../../../state/stepping.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { useRefusalText } from '../../../ui/refusal-text.ts';
import { useQueueOf } from './queue.ts';

type PausingProps = { readonly group: { readonly id: string; readonly name: string } };

/** Asks before a group is paused: whoever waits there goes on waiting. */
export function Pausing({ group: { id, name } }: PausingProps) {
  const { t } = useLingui();
  const waiting = useQueueOf(id);
  const offline = useDeskApp((s) => s.connection.state !== 'connected');
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const refusalText = useRefusalText();

  async function pause(): Promise<void> {
    setBusy(true);
    try {
      await call('supervise.pause', { groupId: id, paused: true });
      askStep(null);
    } catch (error) {
      setRefusal(refusedWith(error));
      setBusy(false);
    }
  }

  return (
    <Dialog isNarrow testId="pausing" title={t`Pause ${name}?`} onClose={() => askStep(null)}>
      <p className="mt-1.5 text-ink-2">
        <Trans>
          Nothing of its queue is given to anybody until it goes on, and for new customers it is closed. What
          agents have already stays with them.
        </Trans>
      </p>
      <p className="mt-1.5 text-ink-2" data-testid="pausing-count">
        {waiting === 0
          ? t`Nobody waits there now.`
          : t`${plural(waiting, { one: '# conversation waits there now.', other: '# conversations wait there now.' })}`}
      </p>
      {refusal !== null && (
        <p role="alert" className="mt-1.5 text-bad">
          {refusalText(refusal)}
        </p>
      )}
      <div className="mt-4 flex justify-end gap-2">
        <Button onClick={() => askStep(null)}>
          <Trans>Not now</Trans>
        </Button>
        <Button
          look="danger"
          disabled={isBusy || offline}
          title={offline ? t`Needs the hub, which cannot be reached right now.` : undefined}
          data-testid="pausing-yes"
          onClick={() => void pause()}
        >
          <Trans context="a group">Pause</Trans>
        </Button>
      </div>
    </Dialog>
  );
}
