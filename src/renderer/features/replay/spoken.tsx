import { useLingui } from '@lingui/react/macro';
import { useEffect, useState } from 'react';
import type { Entry } from '#shared/domain/entry.ts';

/** At least so long between two, milliseconds: faster nobody could listen. */
const rest = 400;

/** Says each line as it comes. Of what comes in a rush the last is said. */
export function Spoken({ entry }: { readonly entry: Entry | null }) {
  const { t } = useLingui();
  const [said, setSaid] = useState('');
  const id = entry?.id;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once a line, whatever language it is told in
  useEffect(() => {
    if (entry === null) return;
    const { body, author } = entry;
    const who = author.kind === 'visitor' ? t`Customer` : author.name;
    const text = 'text' in body ? body.text : '';
    if (text === '') return;
    const timer = setTimeout(() => setSaid(`${who}: ${text}`), rest);
    return () => clearTimeout(timer);
  }, [id]);
  return (
    <p aria-live="polite" className="sr-only" data-testid="replay-spoken">
      {said}
    </p>
  );
}
