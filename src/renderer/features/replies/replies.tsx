import { Trans, useLingui } from '@lingui/react/macro';
import { CloudOff, Undo2 } from 'lucide-react';
import { useEffect } from 'react';
import { useDeskApp } from '../../state/desk-app.ts';
import { useReplies } from '../../state/replies.ts';
import { Button } from '../../ui/button.tsx';
import { Editor } from './editor.tsx';
import { ReplyList } from './list.tsx';
import { draftOf, forgetDeleted, loadReplies, putBack, useEditor } from './state.ts';

/** Canned replies (A2): found, read, written. Read from the cache; saving needs the hub. */
export function Replies() {
  const change = useReplies((s) => s.change);
  const isConnected = useDeskApp((s) => s.connection.state === 'connected');
  const chosen = useEditor((s) => s.chosen);
  const draft = draftOf(
    {
      drafts: useEditor((s) => s.drafts),
      replies: useEditor((s) => s.replies),
    },
    chosen,
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: read again whenever something has changed
  useEffect(() => void loadReplies(), [change]);
  return (
    <div className="flex min-h-0 flex-1 flex-col" data-testid="replies">
      {!isConnected && <Away />}
      <Deleted />
      <div className="grid min-h-0 flex-1 grid-cols-[300px_minmax(0,1fr)]">
        <ReplyList />
        <section data-region="reply-editor" tabIndex={-1} className="flex min-h-0 min-w-0 flex-col bg-bg">
          {draft === null ? <Nothing /> : <Editor key={draft.id} draft={draft} />}
        </section>
      </div>
    </div>
  );
}

function Nothing() {
  return (
    <div className="grid flex-1 place-content-center justify-items-center gap-1 p-8 text-center">
      <h2 className="font-bold text-4">
        <Trans>Choose a reply, or write a new one</Trans>
      </h2>
      <p className="max-w-100 text-2 text-ink-2">
        <Trans>While you answer a customer, / opens them: by shortcut, by words or by pinyin.</Trans>
      </p>
    </div>
  );
}

function Away() {
  return (
    <div
      role="status"
      className="flex shrink-0 items-center gap-2 border-line border-b bg-warn-soft px-5 py-1.5 text-2"
    >
      <CloudOff size={15} aria-hidden="true" className="shrink-0 text-warn" />
      <p>
        <b className="font-bold">
          <Trans>The hub cannot be reached.</Trans>
        </b>{' '}
        <Trans>Replies can be used as always; changes can be saved once it is back.</Trans>
      </p>
    </div>
  );
}

function Deleted() {
  const { t } = useLingui();
  const deleted = useEditor((s) => s.deleted);
  const busy = useEditor((s) => s.busy);
  if (deleted === null) return null;
  const { title } = deleted;
  return (
    <div
      role="status"
      data-testid="reply-deleted"
      className="flex shrink-0 items-center gap-3 border-line border-b bg-sunk px-5 py-1.5 text-2"
    >
      <p className="foreign min-w-0 flex-1 truncate">{t`“${title}” was deleted.`}</p>
      <Button disabled={busy} data-testid="reply-restore" onClick={() => void putBack()}>
        <Undo2 size={13} aria-hidden="true" />
        <Trans>Undo</Trans>
      </Button>
      <Button onClick={forgetDeleted}>
        <Trans>Close</Trans>
      </Button>
    </div>
  );
}
