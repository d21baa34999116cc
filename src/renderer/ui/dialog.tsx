import type { ReactNode } from 'react';
import { useEffect, useId, useRef } from 'react';

type DialogProps = {
  readonly title: string;
  readonly testId?: string;
  /** For a short question. */
  readonly isNarrow?: boolean;
  /** For something to read. */
  readonly isWide?: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
};

/** A question or a message in front of everything. The browser's own: it keeps focus inside and gives it back. */
export function Dialog({ title, testId, isNarrow = false, isWide = false, onClose, children }: DialogProps) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={id}
      data-testid={testId}
      onClose={onClose}
      className={`m-auto ${isWide ? 'w-220' : isNarrow ? 'w-100' : 'w-110'} max-w-[94vw] rounded-3 border border-line bg-panel p-4 text-ink shadow-pop backdrop:bg-black/35`}
    >
      <h2 id={id} className="foreign font-bold text-5">
        {title}
      </h2>
      {children}
    </dialog>
  );
}
