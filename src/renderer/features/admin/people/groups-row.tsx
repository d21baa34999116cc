import { useLingui } from '@lingui/react/macro';
import { useId } from 'react';
import type { RoutingProfile } from '#shared/domain/routing/profile.ts';
import { Check, Radio } from '../form/inputs.tsx';
import { Rows } from '../form/row.tsx';
import { usePlan } from '../state/plan.ts';

type GroupsRowProps = {
  readonly groups: RoutingProfile['groups'];
  readonly onChange: (groups: RoutingProfile['groups']) => void;
};

/** Which groups somebody is a member of. Those of the plan in force: one that is not saved has no members yet. */
export function GroupsRow({ groups, onChange }: GroupsRowProps) {
  const { t } = useLingui();
  const name = useId();
  const plan = usePlan((s) => s.base?.plan ?? null);
  const all = plan?.groups ?? [];
  const unknown = groups?.filter((id) => !all.some((group) => group.id === id)) ?? [];
  const set = (id: string, is: boolean) =>
    onChange(is ? [...(groups ?? []), id] : (groups ?? []).filter((one) => one !== id));
  return (
    <Rows label={t`Groups`}>
      <Radio
        name={name}
        label={t`All groups`}
        text={t`Also those that are added later.`}
        checked={groups === null}
        onChange={() => onChange(null)}
      />
      <Radio
        name={name}
        label={t`These groups`}
        checked={groups !== null}
        onChange={() => onChange(all.map(({ id }) => id))}
      />
      {groups !== null && (
        <div className="grid grid-cols-2 gap-x-4 pl-5">
          {all.map((group) => (
            <Check
              key={group.id}
              label={group.name}
              checked={groups.includes(group.id)}
              onChange={(event) => set(group.id, event.target.checked)}
            />
          ))}
          {unknown.map((id) => (
            <Check key={id} label={t`A group that was deleted`} checked onChange={() => set(id, false)} />
          ))}
        </div>
      )}
    </Rows>
  );
}
