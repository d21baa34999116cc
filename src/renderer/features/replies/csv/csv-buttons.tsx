import { Trans, useLingui } from '@lingui/react/macro';
import { Download, Upload } from 'lucide-react';
import { lazy, Suspense, useRef, useState } from 'react';
import type { Refusal } from '#shared/protocol/errors.ts';
import { call, refusedWith } from '../../../bridge/bridge.ts';
import { useHouse } from '../../../state/house.ts';
import { Button } from '../../../ui/button.tsx';
import { useRefusalText } from '../../../ui/refusal-text.ts';
import { useEditor } from '../state.ts';

// What reads a file is wanted seldom.
const ImportDialog = lazy(() => import('./import-dialog.tsx').then((m) => ({ default: m.ImportDialog })));

/** From and to a spreadsheet. */
export function CsvButtons() {
  const { t } = useLingui();
  const input = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const refusalText = useRefusalText();
  const isEmpty = useEditor((s) => s.replies.size === 0);

  const hasFiles = useEditor((s) => [...s.replies.values()].some(({ files }) => files.length > 0));

  async function exportAll(): Promise<void> {
    const { writeTable } = await import('./table.ts');
    const { groups } = useHouse.getState();
    const replies = [...useEditor.getState().replies.values()];
    const text = writeTable(replies, (id) => groups.find((group) => group.id === id)?.name ?? '');
    const name = `${t`Canned replies`}.csv`;
    setRefusal(null);
    await call('app.saveText', { name, text }).catch((error) => setRefusal(refusedWith(error)));
  }

  return (
    <div className="mt-auto grid shrink-0 gap-1 px-3 pt-4">
      <input
        ref={input}
        type="file"
        accept=".csv,text/csv,text/plain"
        aria-label={t`File with replies`}
        tabIndex={-1}
        className="sr-only"
        data-testid="import-file"
        onChange={(event) => {
          setFile(event.target.files?.[0] ?? null);
          event.target.value = '';
        }}
      />
      <Button className="justify-center" onClick={() => input.current?.click()} data-testid="import">
        <Upload size={13} aria-hidden="true" />
        <Trans>Import CSV…</Trans>
      </Button>
      <Button
        className="justify-center"
        disabled={isEmpty}
        onClick={() => void exportAll()}
        data-testid="export"
      >
        <Download size={13} aria-hidden="true" />
        <Trans>Export CSV…</Trans>
      </Button>
      {hasFiles && (
        <p className="text-1 text-ink-3" data-testid="export-note">
          <Trans>Files of replies are not in it.</Trans>
        </p>
      )}
      {refusal !== null && (
        <p role="alert" className="text-1 text-bad">
          {refusalText(refusal)}
        </p>
      )}
      {file !== null && (
        <Suspense>
          <ImportDialog file={file} onClose={() => setFile(null)} />
        </Suspense>
      )}
    </div>
  );
}
