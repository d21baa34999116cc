import type { ReactNode } from 'react';

export function Kbd({ children }: { readonly children: ReactNode }) {
  return (
    <kbd className="rounded-[3px] border border-line bg-panel px-1 font-medium font-mono text-0 text-ink-3">
      {children}
    </kbd>
  );
}
