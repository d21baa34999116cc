import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { Download } from 'lucide-react';
import { useState } from 'react';
import { call } from '../../../bridge/bridge.ts';
import { Button } from '../../../ui/button.tsx';
import { useAction } from '../parts/use-action.ts';
import { useRefusedText } from '../parts/use-refused-text.ts';

type ExportButtonsProps = {
  /** Days of the filter; the rest of it is not for files: a chain with gaps proves nothing. */
  readonly from: number | null;
  readonly to: number | null;
};

/** The trail into a file, with its hashes: as a table, or as a program reads it. */
export function ExportButtons({ from, to }: ExportButtonsProps) {
  const { t } = useLingui();
  const refusedText = useRefusedText();
  const { busy, refusal, run } = useAction();
  const [lines, setLines] = useState<number | null>(null);
  const save = (format: 'csv' | 'jsonl') =>
    void run(async () => {
      setLines(null);
      const day = new Date().toLocaleDateString('sv-SE');
      const done = await call('audit.export', { format, name: `audit-${day}.${format}`, from, to });
      setLines(done?.lines ?? null);
    });
  return (
    <div className="flex flex-wrap items-center gap-2">
      <span role="status" className={`text-2 ${refusal === null ? 'text-ink-3' : 'text-bad'}`}>
        {busy && <Trans>Being written…</Trans>}
        {refusal !== null &&
          (refusal.code === 'internal' ? t`The file could not be written.` : refusedText(refusal))}
        {lines !== null && t`${plural(lines, { one: '# line', other: '# lines' })} saved.`}
      </span>
      <Button
        disabled={busy}
        data-testid="audit-csv"
        title={t`Every line of these days with its hash, as a table`}
        onClick={() => save('csv')}
      >
        <Download size={14} aria-hidden="true" />
        <Trans>Export CSV</Trans>
      </Button>
      <Button
        disabled={busy}
        data-testid="audit-jsonl"
        title={t`Every line of these days with its hash, one JSON object a line`}
        onClick={() => save('jsonl')}
      >
        <Download size={14} aria-hidden="true" />
        <Trans>Export JSON lines</Trans>
      </Button>
    </div>
  );
}
