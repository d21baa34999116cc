import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useState } from 'react';
import type { BoardGroup, BoardLevel } from '#shared/protocol/board.ts';
import type { Refusal } from '#shared/protocol/errors.ts';
import { call, refusedWith } from '../../../bridge/bridge.ts';
import { Button } from '../../../ui/button.tsx';
import { useVisitorName } from '../../../ui/names.ts';
import { useRefusalText } from '../../../ui/refusal-text.ts';
import { clockText, timeText } from '../../../ui/time.ts';
import { BehindLine } from './behind-line.tsx';

type LevelListProps = {
  readonly group: BoardGroup;
  readonly onOpen: (conversationId: string) => void;
};

/** Who came lately and how soon they were answered: also of what is over, so it is asked of the hub; again when the number is another. */
export function LevelList({ group: { id, met, decided }, onOpen }: LevelListProps) {
  const { t, i18n } = useLingui();
  const refusalText = useRefusalText();
  const visitorName = useVisitorName();
  const [level, setLevel] = useState<BoardLevel | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another number, or another attempt, asks again
  useEffect(() => {
    let isOver = false;
    call('board.level', { groupId: id }).then(
      (answer) => {
        if (isOver) return;
        setLevel(answer);
        setRefusal(null);
      },
      (error: unknown) => {
        if (!isOver) setRefusal(refusedWith(error));
      },
    );
    return () => {
      isOver = true;
    };
  }, [id, met, decided, attempt]);
  if (refusal !== null)
    return (
      <div role="alert" className="grid justify-items-start gap-2 bg-bad-soft px-3 py-2 text-2">
        {refusalText(refusal)}
        <Button onClick={() => setAttempt(attempt + 1)}>
          <Trans>Try again</Trans>
        </Button>
      </div>
    );
  if (level === null)
    return (
      <p className="p-3 text-2 text-ink-2">
        <Trans>One moment…</Trans>
      </p>
    );
  if (level.openings.length === 0)
    return (
      <p className="p-3 text-2 text-ink-2">
        <Trans>Nothing is in it.</Trans>
      </p>
    );
  return (
    <>
      <ul>
        {level.openings.map(({ conversationId, visitor, opened, replied, closed, how }) => {
          const came = timeText(opened, i18n.locale);
          const wait = clockText((replied ?? closed ?? level.at) - opened, i18n.locale);
          return (
            <BehindLine
              key={conversationId}
              name={visitorName(visitor)}
              value={<span className={how === 'missed' ? 'font-bold text-bad' : 'text-ink'}>{wait}</span>}
              text={
                replied !== null
                  ? how === 'met'
                    ? t`Came ${came}, answered in time`
                    : t`Came ${came}, answered late`
                  : closed !== null
                    ? t`Came ${came}, left without an answer`
                    : t`Came ${came}, still waits`
              }
              onOpen={() => onOpen(conversationId)}
            />
          );
        })}
      </ul>
      {level.openings.length < level.decided && (
        <p className="p-3 text-1 text-ink-2">
          <Trans>These are the ones that waited longest; the rest is in the reports.</Trans>
        </p>
      )}
    </>
  );
}
