import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import type { GroupState } from '#shared/protocol/colleagues.ts';
import { useSecond } from '../../../state/clock.ts';
import { Avatar } from '../../../ui/avatar.tsx';
import { StatusDot, useStatusText } from '../../../ui/status.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { clockText } from '../../../ui/time.ts';
import { hasRoom, type PersonChoice } from './choices.ts';

/** A colleague: how they are, what they have to do, which groups they are in. */
export function PersonContent({ choice }: { readonly choice: PersonChoice }) {
  const { i18n, t } = useLingui();
  const text = useStatusText();
  const { person, groups, can } = choice;
  const load = new Intl.NumberFormat(i18n.locale, { maximumFractionDigits: 1 }).format(person.load);
  const { capacity } = person;
  const full = !hasRoom(person);
  return (
    <>
      <Avatar name={person.name} hue={0} size="row" />
      <span className={`min-w-0 flex-1 ${can ? '' : 'text-ink-3'}`}>
        <span className="flex items-center gap-1.5">
          <span className="foreign truncate font-medium">{person.name}</span>
          {person.role !== 'agent' && <Tag>{t`Supervisor`}</Tag>}
        </span>
        <span className="flex items-center gap-1.5 text-1 text-ink-2">
          <StatusDot status={person.status} />
          <span className="foreign shrink-0">{text(person)}</span>
          <span className="foreign truncate text-ink-3">
            {groups === null ? t`All groups` : groups.length === 0 ? t`No group` : groups.join(' · ')}
          </span>
        </span>
      </span>
      <span className={`shrink-0 text-right text-1 ${full ? 'font-bold text-warn' : 'text-ink-2'}`}>
        {load} / {capacity}
        <span className="block font-normal text-ink-3">{full ? t`no room` : t`at once`}</span>
      </span>
    </>
  );
}

/** A group's queue: how long it is, and who could take up something new. */
export function GroupContent({ group }: { readonly group: GroupState }) {
  const { t } = useLingui();
  const { waiting, free } = group;
  return (
    <>
      <span className="min-w-0 flex-1">
        <span className="flex items-center gap-1.5">
          <span className="foreign truncate font-medium">{group.name}</span>
          {group.paused !== undefined ? (
            <Tag tone="warn">{t`Paused`}</Tag>
          ) : (
            !group.open && <Tag tone="warn">{t`Closed now`}</Tag>
          )}
        </span>
        <span className="block truncate text-1 text-ink-2">
          {free > 0
            ? t`${plural(free, { one: '# person has room', other: '# people have room' })}`
            : t`Nobody has room right now`}
        </span>
      </span>
      <span className="shrink-0 text-right text-1 text-ink-2">
        {t`${plural(waiting, { one: '# waits', other: '# wait' })}`}
        {group.longestSince !== null && <Longest since={group.longestSince} />}
      </span>
    </>
  );
}

function Longest({ since }: { readonly since: number }) {
  const { i18n, t } = useLingui();
  const now = useSecond();
  return (
    <span className="block text-ink-3">
      {t`longest`} {clockText(now - since, i18n.locale)}
    </span>
  );
}
