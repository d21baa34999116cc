import { Trans, useLingui } from '@lingui/react/macro';
import { TriangleAlert } from 'lucide-react';
import { Kbd } from '../../../ui/kbd.tsx';
import { useComposer } from './composer-api.ts';

/** Why the text did not leave, and how it leaves all the same. */
export function HoldLines() {
  const { i18n } = useLingui();
  const { holds } = useComposer();
  if (holds.length === 0) return null;
  return (
    <div
      role="alert"
      data-testid="composer-holds"
      className="flex items-start gap-2 border-line border-t bg-warn-soft px-3 py-1.5 text-2"
    >
      <TriangleAlert size={14} aria-hidden="true" className="mt-0.75 shrink-0 text-warn" />
      <ul className="min-w-0 flex-1">
        {holds.map(({ id, reason }) => (
          <li key={id}>{i18n._(reason)}</li>
        ))}
      </ul>
      {holds.every(({ firm }) => firm !== true) && (
        <span className="flex shrink-0 items-center gap-1.5 text-1 text-ink-2">
          <Kbd>Ctrl Enter</Kbd> <Trans>sends it anyway</Trans>
        </span>
      )}
    </div>
  );
}
