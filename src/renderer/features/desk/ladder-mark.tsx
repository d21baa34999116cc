import { Trans, useLingui } from '@lingui/react/macro';
import { BellRing, Check } from 'lucide-react';
import { useId } from 'react';
import { type Rung, rungs, usualLadder } from '#shared/domain/alerts/ladder.ts';
import type { ConversationRow } from '#shared/ipc/conversations.ts';
import { useSecond } from '../../state/clock.ts';
import { useHouse } from '../../state/house.ts';
import { useRungNames } from '../../ui/rung-names.ts';
import { clockText } from '../../ui/time.ts';

/** How far the wait of a customer has climbed whom nobody has looked at: which alerts came, and what comes next. */
export function LadderMark({ row }: { readonly row: ConversationRow }) {
  const { waitingSince, status } = row.conversation;
  if (waitingSince === null || status !== 'active' || row.unread === 0) return null;
  return <Climbing since={waitingSince} />;
}

function Climbing({ since }: { readonly since: number }) {
  const { t, i18n } = useLingui();
  const id = useId();
  const names = useRungNames();
  const waited = useSecond() - since;
  const times = useHouse((s) => s.settings.ladder) ?? usualLadder;
  const steps = rungs.flatMap((rung) => (times[rung] === null ? [] : [{ rung, after: times[rung] }]));
  const reached = steps.filter(({ after }) => waited >= after);
  const last = reached.at(-1)?.rung;
  if (last === undefined) return null;
  const next = steps.find(({ after }) => waited < after);
  const isTold = (rung: Rung) => reached.some((step) => step.rung === rung);
  return (
    <>
      <button
        type="button"
        popoverTarget={id}
        data-testid="ladder"
        data-rung={last}
        aria-label={t`Alerts of this wait: ${names[last]}`}
        className="flex shrink-0 items-center gap-1 rounded-2 bg-bad-soft px-1.5 py-0.5 font-medium text-1 text-bad"
      >
        <BellRing size={12} aria-hidden="true" />
        {names[last]}
      </button>
      <div
        id={id}
        popover="auto"
        className="inset-auto top-40 left-90 m-0 w-64 rounded-3 border border-line bg-panel p-3 text-2 text-ink shadow-pop"
      >
        <p className="pb-1.5 font-bold">
          <Trans>Until somebody opens or answers</Trans>
        </p>
        <ol className="grid gap-1">
          {steps.map(({ rung, after }) => (
            <li key={rung} className={`flex items-center gap-2 ${isTold(rung) ? '' : 'text-ink-2'}`}>
              <span className="grid size-4 place-items-center">
                {isTold(rung) && <Check size={13} aria-hidden="true" className="text-accent" />}
              </span>
              <span className="flex-1">{names[rung]}</span>
              <span className="tabular-nums">{clockText(after, i18n.locale)}</span>
            </li>
          ))}
        </ol>
        {next !== undefined && (
          <p className="pt-1.5 text-1 text-ink-2">
            {t`Next in ${clockText(next.after - waited, i18n.locale)}: ${names[next.rung]}`}
          </p>
        )}
      </div>
    </>
  );
}
