import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { ArrowDown } from 'lucide-react';
import { useState } from 'react';
import type { Entry } from '#shared/domain/entry.ts';

type Props = { readonly entries: readonly Entry[]; readonly atEnd: boolean; readonly onClick: () => void };

/** While one reads further up: how many messages came below, and the way down. */
export function NewMessages({ entries, atEnd, onClick }: Props) {
  const { t } = useLingui();
  const last = entries.at(-1)?.seq ?? 0;
  const [seen, setSeen] = useState(last);
  // Kept while drawing, so that no frame shows an old number.
  if (atEnd && seen !== last) setSeen(last);
  if (atEnd) return null;
  const count = entries.filter((e) => e.seq > seen && e.body.kind === 'message').length;
  return (
    <button
      type="button"
      onClick={onClick}
      className={`-translate-x-1/2 absolute bottom-2.5 left-1/2 flex h-7 items-center gap-1.5 rounded-full border px-3 text-2 shadow-pop focus-visible:outline-offset-2 ${count > 0 ? 'border-accent bg-accent font-medium text-on-accent' : 'border-line bg-panel text-ink-2 hover:text-ink'}`}
    >
      <ArrowDown size={13} aria-hidden="true" />
      {count > 0 ? t`${plural(count, { one: '# new message', other: '# new messages' })}` : t`To the end`}
    </button>
  );
}
