import type { ReactNode } from 'react';

const tones = {
  plain: 'bg-sunk text-ink-2',
  accent: 'bg-accent-soft text-accent',
  warn: 'bg-warn-soft text-warn',
} as const;

export function Tag({
  tone = 'plain',
  children,
}: {
  readonly tone?: keyof typeof tones;
  readonly children: ReactNode;
}) {
  return (
    <span className={`shrink-0 rounded-[3px] px-1 font-medium text-0 leading-[15px] ${tones[tone]}`}>
      {children}
    </span>
  );
}
