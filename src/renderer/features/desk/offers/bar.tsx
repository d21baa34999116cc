import type { ReactNode } from 'react';

type BarProps = {
  readonly name: string;
  readonly icon: ReactNode;
  readonly tone: 'accent' | 'plain' | 'warn';
  /** What can be done about it; below the words where there is no room beside them. */
  readonly action: ReactNode;
  readonly children: ReactNode;
};

const tones = { accent: 'bg-accent-soft', plain: 'bg-sunk', warn: 'bg-warn-soft' } as const;

/** What is to be known or answered before one goes on writing. */
export function Bar({ name, icon, tone, action, children }: BarProps) {
  return (
    <div
      role="status"
      data-testid={name}
      className={`mx-4 mb-2 flex shrink-0 flex-wrap items-start gap-x-2.5 gap-y-1 rounded-3 border border-line px-3 py-1.5 text-2 ${tones[tone]}`}
    >
      <div className="flex min-w-56 flex-1 gap-2.5">
        <span className="grid h-6.5 shrink-0 place-items-center">{icon}</span>
        {children}
      </div>
      {action !== null && <span className="ml-auto">{action}</span>}
    </div>
  );
}
