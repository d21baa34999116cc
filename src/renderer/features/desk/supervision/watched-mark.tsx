import { useLingui } from '@lingui/react/macro';
import { Eye } from 'lucide-react';
import { useWatched } from '../../../state/supervision.ts';
import { Tag } from '../../../ui/tag.tsx';

/** That somebody looks at my conversation now, where the house tells me. */
export function WatchedMark({ id }: { readonly id: string }) {
  const { t, i18n } = useLingui();
  const by = useWatched((s) => s.by.get(id));
  if (by === undefined || by.length === 0) return null;
  const names = by.filter((name) => name !== null);
  const list = new Intl.ListFormat(i18n.locale, { type: 'conjunction' }).format(names);
  return (
    <span role="status" data-testid="watched" className="foreign flex shrink-0">
      <Tag tone="warn">
        <Eye size={12} aria-hidden="true" className="mr-1 shrink-0" />
        {names.length === 0 ? t`Somebody is watching` : t`${list} is watching`}
      </Tag>
    </span>
  );
}
