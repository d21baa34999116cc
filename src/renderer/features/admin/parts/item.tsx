import { useLingui } from '@lingui/react/macro';
import { CircleAlert, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Trouble } from '../model/check.ts';

type ItemProps = {
  readonly isChosen: boolean;
  readonly onChoose: () => void;
  readonly title: string;
  readonly text?: ReactNode;
  readonly lead?: ReactNode;
  readonly marks?: ReactNode;
  readonly faint?: boolean;
  readonly testId?: string;
};

/** One of a list. */
export function Item({ isChosen, onChoose, title, text, lead, marks, faint = false, testId }: ItemProps) {
  return (
    <li>
      <button
        type="button"
        data-item
        data-testid={testId}
        aria-current={isChosen ? 'true' : undefined}
        onClick={onChoose}
        className={`flex min-h-11 w-full items-center gap-2.5 px-3 py-1.5 text-left ${isChosen ? 'bg-accent-soft' : 'hover:bg-hover'}`}
      >
        {lead}
        <span className="min-w-0 flex-1">
          <span className="flex items-center gap-1.5">
            <span className={`foreign truncate ${faint ? 'text-ink-3' : 'font-medium'}`}>{title}</span>
            {marks}
          </span>
          {text !== undefined && <span className="foreign block truncate text-1 text-ink-3">{text}</span>}
        </span>
      </button>
    </li>
  );
}

/** That something is wrong with it; nothing where all is well. */
export function TroubleMark({ severity }: { readonly severity: Trouble['severity'] | null }) {
  const { t } = useLingui();
  if (severity === null) return null;
  const Icon = severity === 'error' ? CircleAlert : TriangleAlert;
  return (
    <Icon
      role="img"
      size={13}
      aria-label={severity === 'error' ? t`has an error` : t`has a warning`}
      className={`shrink-0 ${severity === 'error' ? 'text-bad' : 'text-warn'}`}
    />
  );
}

/** That it is changed and not saved. */
export function UnsavedDot() {
  const { t } = useLingui();
  return (
    <span
      role="img"
      aria-label={t`not saved`}
      title={t`not saved`}
      className="state-dot size-1.5 shrink-0 rounded-full bg-accent"
    />
  );
}
