import { useLingui } from '@lingui/react/macro';
import type { Part } from './use-choices.tsx';

type NoChoiceProps = {
  readonly id: string;
  readonly isLoading: boolean;
  readonly offline: boolean;
  readonly part: Part;
  readonly search: string;
};

/** Why nobody can be chosen. It has the place of the list, so that nothing moves when somebody comes. */
export function NoChoice({ id, isLoading, offline, part, search }: NoChoiceProps) {
  const { t } = useLingui();
  const words = (() => {
    if (isLoading)
      return offline ? t`Who is here is told by the hub, which cannot be reached.` : t`Asking who is here…`;
    if (search.trim() !== '') return t`Nothing fits “${search}”.`;
    return part === 'people' ? t`Nobody else works here yet.` : t`There is no other group.`;
  })();
  return (
    <div
      id={id}
      role="status"
      className="grid h-61 place-content-center rounded-2 border border-line px-6 text-center text-ink-2"
    >
      {words}
    </div>
  );
}
