import type { ReactNode } from 'react';

type BarProps = {
  readonly name: string;
  readonly icon: ReactNode;
  readonly tone: keyof typeof tones;
  /** What can be done about it; below the words where there is no room beside them. */
  readonly action: ReactNode;
  readonly children: ReactNode;
};

const tones = {
  accent: 'border-line bg-accent-soft',
  plain: 'border-line bg-sunk',
  warn: 'border-line bg-warn-soft',
  watch: 'border-accent border-dashed bg-sunk',
  whisper: 'border-whisper-line bg-whisper',
} as const;

/** What is to be known or answered before one goes on writing. */
export function Bar({ name, icon, tone, action, children }: BarProps) {
  return (
    <div
      role="status"
      data-testid={name}
      className={`mx-4 mb-2 flex shrink-0 flex-wrap items-start gap-x-2.5 gap-y-1 rounded-3 border px-3 py-1.5 text-2 ${tones[tone]}`}
    >
      <div className="flex min-w-56 flex-1 gap-2.5">
        <span className="grid h-6.5 shrink-0 place-items-center">{icon}</span>
        {children}
      </div>
      {action !== null && <span className="ml-auto">{action}</span>}
    </div>
  );
}
