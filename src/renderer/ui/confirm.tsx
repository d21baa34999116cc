import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';

type ConfirmProps = {
  readonly title: string;
  readonly children: ReactNode;
  readonly yes: string;
  readonly no: string;
  readonly onYes: () => void;
  readonly onNo: () => void;
};

/** Asks before something that cannot be taken back; Esc says no. */
export function Confirm({ title, children, yes, no, onYes, onNo }: ConfirmProps) {
  return (
    <Dialog title={title} isNarrow onClose={onNo}>
      <p className="mt-1.5 text-ink-2">{children}</p>
      <div className="mt-4 flex justify-end gap-2">
        <Button onClick={onNo}>{no}</Button>
        <Button look="danger" onClick={onYes}>
          {yes}
        </Button>
      </div>
    </Dialog>
  );
}
