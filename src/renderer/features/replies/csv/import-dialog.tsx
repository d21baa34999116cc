import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useMemo, useState } from 'react';
import { call, refusedWith } from '../../../bridge/bridge.ts';
import { meOf, useDeskApp } from '../../../state/desk-app.ts';
import { useHouse } from '../../../state/house.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { useRefusalText } from '../../../ui/refusal-text.ts';
import { loadReplies, useEditor } from '../state.ts';
import { type ImportTrouble, type Planned, planImport, toWrite } from './plan.ts';
import { decode, readTable, type Table } from './table.ts';

type ImportProps = { readonly file: File; readonly onClose: () => void };

/** Lines that are shown; of more it is said how many. */
const shown = 200;
/** As many as one import may have. */
const most = 2000;

/** What would become of each line of the file, before anything is written. */
export function ImportDialog({ file, onClose }: ImportProps) {
  const { t } = useLingui();
  const [table, setTable] = useState<Table | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const planned = usePlanned(table);
  const drafts = toWrite(planned).slice(0, most);
  const refusalText = useRefusalText();
  const isConnected = useDeskApp((s) => s.connection.state === 'connected');
  const count = drafts.length;
  const wrong = planned.filter(({ trouble }) => trouble !== null).length;

  useEffect(() => {
    void file.arrayBuffer().then(
      (bytes) => setTable(readTable(decode(new Uint8Array(bytes)))),
      () => setTable({ ok: false, because: 'empty' }),
    );
  }, [file]);

  async function write(): Promise<void> {
    setBusy(true);
    try {
      const { results } = await call('replies.write', { replies: drafts });
      const failed = results.filter(({ code }) => code !== null).length;
      const written = results.length - failed;
      await loadReplies();
      setDone(
        failed === 0
          ? t`${plural(written, { one: '# reply imported.', other: '# replies imported.' })}`
          : t`${written} imported, ${failed} refused by the hub.`,
      );
    } catch (error) {
      setDone(refusalText(refusedWith(error)));
    }
    setBusy(false);
  }

  const name = file.name;
  return (
    <Dialog title={t`Import ${name}`} testId="import-dialog" isWide onClose={onClose}>
      <div className="mt-2 max-h-[60vh] overflow-y-auto">
        {table?.ok === false && <Unread because={table.because} />}
        {table?.ok === true && <Preview planned={planned} />}
      </div>
      <div className="mt-3 flex items-center gap-2">
        <p role="status" data-testid="import-state" className="min-w-0 flex-1 text-2 text-ink-2">
          {done ??
            (wrong > 0 &&
              t`${plural(wrong, { one: '# line is left out.', other: '# lines are left out.' })}`)}
        </p>
        <Button onClick={onClose}>{done === null ? <Trans>Cancel</Trans> : <Trans>Close</Trans>}</Button>
        {done === null && (
          <Button
            look="primary"
            disabled={count === 0 || busy || !isConnected}
            data-testid="import-write"
            onClick={() => void write()}
          >
            {t`${plural(count, { one: 'Import # reply', other: 'Import # replies' })}`}
          </Button>
        )}
      </div>
    </Dialog>
  );
}

function usePlanned(table: Table | null): readonly Planned[] {
  const replies = useEditor((s) => s.replies);
  const groups = useHouse((s) => s.groups);
  const role = useDeskApp((s) => meOf(s.account)?.role) ?? 'agent';
  const language = useDeskApp((s) => s.preferences.locale);
  // biome-ignore lint/correctness/useExhaustiveDependencies: planned once: what is written changes what is there
  return useMemo(
    () =>
      table?.ok === true
        ? planImport(table.lines, { role, groups, replies: [...replies.values()], language })
        : [],
    [table],
  );
}

function Unread({ because }: { readonly because: Extract<Table, { ok: false }>['because'] }) {
  const { t } = useLingui();
  const words = {
    empty: t`There is no line in this file.`,
    no_text: t`No column of this file is called “Text”. The first line has to name the columns: Folder, Shortcut, Title, Scope, Group, Language, Text.`,
    broken: t`A quotation mark in this file never ends, so its lines cannot be told apart.`,
  };
  return <p className="py-4 text-2 text-bad">{words[because]}</p>;
}

function Preview({ planned }: { readonly planned: readonly Planned[] }) {
  const { t } = useLingui();
  const troubleNames = useTroubleNames();
  const ways = {
    new: t`new`,
    changed: t`changes what is there`,
    same: t`is there already`,
    more: t`another language`,
  };
  const more = planned.length - shown;
  return (
    <table className="w-full table-fixed text-2">
      <thead>
        <tr className="text-left text-1 text-ink-3">
          <th className="w-14 py-1 font-medium">{t`Line`}</th>
          <th className="py-1 font-medium">{t`Title`}</th>
          <th className="w-24 py-1 font-medium">{t`Shortcut`}</th>
          <th className="w-56 py-1 font-medium">{t`What becomes of it`}</th>
        </tr>
      </thead>
      <tbody>
        {planned.slice(0, shown).map((one) => (
          <tr key={one.line} data-testid="import-line" className="border-line border-t">
            <td className="py-1 text-ink-3">{one.line}</td>
            <td className="foreign truncate py-1">{one.title}</td>
            <td className="foreign truncate py-1 font-mono text-1">
              {one.trouble === null ? one.reply.content.shortcut : ''}
            </td>
            <td className={`py-1 ${one.trouble === null ? 'text-ink-2' : 'text-bad'}`}>
              {one.trouble === null ? ways[one.how] : troubleNames[one.trouble]}
            </td>
          </tr>
        ))}
      </tbody>
      {more > 0 && (
        <tfoot>
          <tr>
            <td colSpan={4} className="border-line border-t py-1 text-ink-3">
              {t`${plural(more, { one: 'and # more line', other: 'and # more lines' })}`}
            </td>
          </tr>
        </tfoot>
      )}
    </table>
  );
}

function useTroubleNames(): Readonly<Record<ImportTrouble, string>> {
  const { t } = useLingui();
  return {
    no_text: t`has no text`,
    too_long: t`is too long`,
    bad_shortcut: t`the shortcut has spaces or is too long`,
    bad_folder: t`the folder is too deep or too long`,
    bad_language: t`the language is none`,
    bad_scope: t`the scope is none`,
    no_group: t`there is no such group`,
    not_allowed: t`only supervisors may do that`,
    twice: t`this language is there twice`,
  };
}
