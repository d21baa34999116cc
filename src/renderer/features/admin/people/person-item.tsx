import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import type { PersonRecord } from '#shared/protocol/admin.ts';
import { Tag } from '../../../ui/tag.tsx';
import { Item, TroubleMark, UnsavedDot } from '../parts/item.tsx';
import { useTroublesUnder, worstOf } from '../parts/use-troubles.ts';
import { useRoleNames } from '../parts/words.ts';
import { usePeople } from '../state/people.ts';
import { usePlan } from '../state/plan.ts';
import { choose } from '../state/view.ts';
import { Face } from './face.tsx';

/** A person in the list: role where it is not the usual one, groups, and how many conversations at once. */
export function PersonItem({
  person,
  isChosen,
}: {
  readonly person: PersonRecord;
  readonly isChosen: boolean;
}) {
  const { t } = useLingui();
  const roles = useRoleNames();
  const isChanged = usePeople((s) => person.id in s.drafts);
  const plan = usePlan((s) => s.base?.plan ?? null);
  const worst = worstOf(useTroublesUnder(`people.${person.id}`));
  const { id, name, role, disabled, profile } = person;
  const names = profile.groups?.flatMap((group) => plan?.groups.find((one) => one.id === group)?.name ?? []);
  const groups = names === undefined ? t`All groups` : names.join(t`, `) || t`No group`;
  const capacity = profile.capacity ?? plan?.settings.capacity ?? 0;
  const atOnce = t`${plural(capacity, { one: '# at once', other: '# at once' })}`;
  return (
    <Item
      testId="person"
      isChosen={isChosen}
      onChoose={() => choose('people', id)}
      title={name}
      faint={disabled}
      lead={<Face name={name} picture={profile.picture} size="row" />}
      text={role === 'agent' ? `${groups} · ${atOnce}` : person.email}
      marks={
        <>
          {role !== 'agent' && <Tag tone="accent">{roles[role]}</Tag>}
          {disabled && <Tag>{t`Disabled`}</Tag>}
          <TroubleMark severity={worst} />
          {isChanged && <UnsavedDot />}
        </>
      }
    />
  );
}
