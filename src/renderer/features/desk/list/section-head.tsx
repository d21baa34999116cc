import { useLingui } from '@lingui/react/macro';
import { loadOf, longestInQueue, useConversations, useRow } from '../../../state/conversations.ts';
import { useHouse, useOwnPlace } from '../../../state/house.ts';
import type { Sections } from '../../../state/sections.ts';
import { WaitClock } from './wait-clock.tsx';

/** Name and number of a part of the list; the queue's also says who has waited longest. */
export function SectionHead({ name }: { readonly name: keyof Sections }) {
  const { t } = useLingui();
  const all = useConversations((s) => s.sections[name].length);
  const count = useConversations((s) => s.shown[name].length);
  const longest = useConversations((s) => (name === 'queue' ? longestInQueue(s) : null));
  const title = {
    offered: t`Offered to you`,
    mine: t`Mine`,
    wrapUp: t`Wrap-up`,
    due: t`To be contacted`,
    queue: t`Queue`,
    others: t`With colleagues`,
    closed: t`Closed today`,
  }[name];
  return (
    <p className="flex h-full items-end px-3 pb-0.75 text-1 text-ink-3 tracking-[0.02em]">
      {title} · {count === all ? count : t`${count} of ${all}`}
      {name === 'mine' && <OwnRoom />}
      {name === 'queue' && <PausedGroups />}
      {longest !== null && (
        <span className="ml-auto">
          {t`longest`} <WaitOf id={longest} />
        </span>
      )}
    </p>
  );
}

function WaitOf({ id }: { readonly id: string }) {
  const { waitingSince, group } = useRow(id)?.conversation ?? {};
  return waitingSince == null ? null : <WaitClock since={waitingSince} group={group?.id ?? null} />;
}

/** Which of my groups' queues stand still: somebody who supervises has paused it. */
function PausedGroups() {
  const { t, i18n } = useLingui();
  const groups = useHouse((s) => s.groups);
  const own = useOwnPlace()?.groups ?? null;
  const paused = groups.filter(
    ({ id, paused: by }) => by !== undefined && (own === null || own.includes(id)),
  );
  if (paused.length === 0) return null;
  const names = new Intl.ListFormat(i18n.locale).format(paused.map((one) => one.name));
  const by = new Intl.ListFormat(i18n.locale).format([...new Set(paused.map((one) => one.paused?.by ?? ''))]);
  return (
    <span
      className="foreign ml-1.5 min-w-0 truncate text-warn"
      data-testid="paused-groups"
      title={t`Paused by ${by}: nothing of ${names} is given to anybody until it goes on.`}
    >
      {t`paused: ${names}`}
    </span>
  );
}

/** How much of what I can serve at once is taken. */
function OwnRoom() {
  const { i18n, t } = useLingui();
  const place = useOwnPlace();
  const taken = useConversations((s) => (place === undefined ? 0 : loadOf(s, place.id)));
  if (place === undefined) return null;
  const load = new Intl.NumberFormat(i18n.locale, { maximumFractionDigits: 1 }).format(taken);
  const { capacity } = place;
  return <span className="ml-auto">{t`capacity ${load} / ${capacity}`}</span>;
}
