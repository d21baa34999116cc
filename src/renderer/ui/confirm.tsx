import type { ReactNode } from 'react';
import { useEffect, useRef } from 'react';
import { Button } from './button.tsx';

type ConfirmProps = {
  readonly title: string;
  readonly children: ReactNode;
  readonly yes: string;
  readonly no: string;
  readonly onYes: () => void;
  readonly onNo: () => void;
};

/** Asks before something that cannot be taken back. The browser's own dialog keeps focus inside; Esc says no. */
export function Confirm({ title, children, yes, no, onYes, onNo }: ConfirmProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby="confirm-title"
      onClose={onNo}
      className="m-auto w-90 rounded-3 border border-line bg-panel p-4 text-ink shadow-pop backdrop:bg-black/35"
    >
      <h2 id="confirm-title" className="font-bold text-5">
        {title}
      </h2>
      <p className="mt-1.5 text-ink-2">{children}</p>
      <div className="mt-4 flex justify-end gap-2">
        <Button onClick={onNo}>{no}</Button>
        <Button look="danger" onClick={onYes}>
          {yes}
        </Button>
      </div>
    </dialog>
  );
}
