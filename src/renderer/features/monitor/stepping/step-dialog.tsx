import { type ReactNode, useEffect, useId, useRef } from 'react';

type StepDialogProps = {
  readonly title: string;
  readonly name: string;
  readonly children: ReactNode;
  readonly onClose: () => void;
};

/** Something that is asked before it is done. The browser's own dialog keeps the focus inside; Esc leaves it. */
export function StepDialog({ title, name, children, onClose }: StepDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={id}
      data-testid={name}
      onClose={onClose}
      className="m-auto w-100 rounded-3 border border-line bg-panel p-4 text-ink shadow-pop backdrop:bg-black/35"
    >
      <h2 id={id} className="foreign font-bold text-5">
        {title}
      </h2>
      {children}
    </dialog>
  );
}
