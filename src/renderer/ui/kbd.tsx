import type { ReactNode } from 'react';

/** Keys that do something; nothing where there are none. */
export function Kbd({ children }: { readonly children: ReactNode }) {
  if (children === '') return null;
  return (
    <kbd className="rounded-[3px] border border-line bg-panel px-1 font-medium font-mono text-0 text-ink-3">
      {children}
    </kbd>
  );
}

/** What something does, and by which keys; for a tooltip. */
export function withKeys(text: string, keys: string): string {
  return keys === '' ? text : `${text} · ${keys}`;
}
