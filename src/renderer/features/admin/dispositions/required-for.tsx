import { useLingui } from '@lingui/react/macro';
import type { Handbook } from '#shared/domain/customer/handbook.ts';
import { type GroupChoice, GroupsChoice } from '../parts/groups-choice.tsx';
import { editHandbook } from '../state/handbook.ts';

/** Whose wrap-up has to name a disposition. */
export function RequiredFor({ requiredFor }: Pick<Handbook, 'requiredFor'>) {
  const { t } = useLingui();
  const value = requiredFor === null ? 'all' : requiredFor.length === 0 ? 'none' : requiredFor;
  const change = (next: GroupChoice) =>
    editHandbook((draft) => ({
      ...draft,
      requiredFor: next === 'all' ? null : next === 'none' ? [] : [...next],
    }));
  return (
    <section
      aria-label={t`Required`}
      className="max-h-48 shrink-0 overflow-y-auto border-line border-t bg-panel px-5 py-1"
      data-testid="required-for"
    >
      <GroupsChoice
        label={t`Required`}
        hint={t`Whether wrap-up can be filed without a disposition.`}
        value={value}
        texts={{
          none: t`Nobody has to name one`,
          all: t`Everybody has to name one`,
          some: t`In these groups one has to be named`,
        }}
        onChange={change}
      />
    </section>
  );
}
