import type { ReactNode } from 'react';

type DetailProps = {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly below?: ReactNode;
  readonly actions?: ReactNode;
  readonly foot?: ReactNode;
  readonly children: ReactNode;
};

/** The one that is chosen, in full. */
export function Detail({ title, lead, below, actions, foot, children }: DetailProps) {
  return (
    <>
      <header className="flex min-h-11 shrink-0 items-center gap-3 border-line border-b bg-panel px-5 py-1.5">
        {lead}
        <div className="min-w-0 flex-1">
          <h2 className="foreign truncate font-bold text-4">{title}</h2>
          {below}
        </div>
        {actions}
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto px-5">
        <div className="max-w-170 py-1">{children}</div>
      </div>
      {foot}
    </>
  );
}
