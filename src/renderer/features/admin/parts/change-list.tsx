import type { AnyChange } from '../state/document.ts';
import { useChangeText } from './words.ts';

/** What is changed, one a line. */
export function ChangeList({ changes }: { readonly changes: readonly AnyChange[] }) {
  const text = useChangeText();
  return (
    <ul className="foreign mt-1.5 max-h-60 list-disc overflow-y-auto pl-5 text-2 marker:text-ink-3">
      {changes.map((change) => (
        <li
          key={`${change.in} ${'id' in change ? change.id : ''} ${'setting' in change ? change.setting : ''} ${change.how}`}
        >
          {text(change)}
        </li>
      ))}
    </ul>
  );
}
