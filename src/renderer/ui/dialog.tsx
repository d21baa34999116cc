import type { ReactNode } from 'react';
import { useId } from 'react';
import { useModal } from './use-modal.ts';

type DialogProps = {
  readonly title: string;
  /** At the end of the title's line. */
  readonly beside?: ReactNode;
  readonly testId?: string;
  /** For a short question. */
  readonly isNarrow?: boolean;
  /** For something to read. */
  readonly isWide?: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
};

/** A question or a message in front of everything. */
export function Dialog(props: DialogProps) {
  const { title, beside, testId, isNarrow = false, isWide = false, onClose, children } = props;
  const id = useId();
  const dialog = useModal();
  return (
    <dialog
      ref={dialog}
      aria-labelledby={id}
      data-testid={testId}
      onClose={onClose}
      className={`m-auto max-h-[90vh] overflow-y-auto ${isWide ? 'w-220' : isNarrow ? 'w-100' : 'w-110'} max-w-[94vw] rounded-3 border border-line bg-panel p-4 text-ink shadow-pop backdrop:bg-black/35`}
    >
      <div className="flex items-baseline gap-2">
        <h2 id={id} className="foreign min-w-0 flex-1 wrap-anywhere font-bold text-5">
          {title}
        </h2>
        {beside}
      </div>
      {children}
    </dialog>
  );
}
