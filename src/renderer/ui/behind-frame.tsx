import { useLingui } from '@lingui/react/macro';
import { X } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { Button } from './button.tsx';

type BehindFrameProps = {
  readonly testId: string;
  readonly title: string;
  /** Whose number it is. */
  readonly of: string | null;
  readonly value: ReactNode;
  /** How it is counted. */
  readonly how: ReactNode;
  readonly footer: ReactNode;
  readonly onClose: () => void;
  readonly children: ReactNode;
};

/** Beside a number: what it is made of (H5). Escape closes it; it has the keyboard when it opens. */
export function BehindFrame(props: BehindFrameProps) {
  const { testId, title, of, value, how, footer, onClose, children } = props;
  const { t } = useLingui();
  const close = useRef<HTMLButtonElement>(null);
  useEffect(() => close.current?.focus(), []);
  return (
    <aside
      aria-label={t`What the number is made of`}
      data-testid={testId}
      onKeyDown={(event) => event.key === 'Escape' && !event.nativeEvent.isComposing && onClose()}
      className="flex w-90 shrink-0 flex-col border-line border-l bg-panel print:hidden"
    >
      <header className="flex items-start gap-2 border-line border-b p-3">
        <div className="min-w-0 flex-1">
          <h2 className="font-bold text-3">{title}</h2>
          {of !== null && <p className="foreign truncate text-1 text-ink-2">{of}</p>}
          <p className="font-bold text-4 tabular-nums" data-testid="behind-value">
            {value}
          </p>
        </div>
        <Button ref={close} look="icon" aria-label={t`Close`} onClick={onClose}>
          <X size={14} aria-hidden="true" />
        </Button>
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <p className="bg-sunk px-3 py-2 text-1 text-ink-2">{how}</p>
        {children}
      </div>
      <p className="border-line border-t px-3 py-2 text-1 text-ink-2" role="status">
        {footer}
      </p>
    </aside>
  );
}
