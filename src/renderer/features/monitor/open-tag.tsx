import { Trans, useLingui } from '@lingui/react/macro';
import type { BoardGroup } from '#shared/protocol/board.ts';
import { useHouse } from '../../state/house.ts';
import { Tag } from '../../ui/tag.tsx';
import { secondText } from '../../ui/time.ts';

/** Why nothing of a group is given to anybody: somebody has paused it, or it is outside its hours. */
export function OpenTag({ group: { id, open } }: { readonly group: Pick<BoardGroup, 'id' | 'open'> }) {
  const { t, i18n } = useLingui();
  const paused = usePaused(id);
  if (paused !== undefined) {
    const { by } = paused;
    const since = secondText(paused.since, i18n.locale);
    return (
      <span className="flex shrink-0" data-testid="paused" title={t`${by} has paused it, at ${since}.`}>
        <Tag tone="warn">
          <Trans>Paused</Trans>
        </Tag>
      </span>
    );
  }
  if (open) return null;
  return (
    <Tag>
      <Trans>Outside hours</Trans>
    </Tag>
  );
}

/** By whom a group is paused, and since when. */
export function usePaused(groupId: string) {
  return useHouse((s) => s.groups.find(({ id }) => id === groupId)?.paused);
}
