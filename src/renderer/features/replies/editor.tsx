import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { Copy, Trash2, TriangleAlert } from 'lucide-react';
import { meOf, useDeskApp } from '../../state/desk-app.ts';
import { Button } from '../../ui/button.tsx';
import { useRefusalText } from '../../ui/refusal-text.ts';
import { dateText } from '../../ui/time.ts';
import { Attached } from './attached.tsx';
import { FolderField, ScopeField, ShortcutField, TitleField } from './fields.tsx';
import { type Draft, mayChange, troublesOf } from './model.ts';
import { add, discard, remove, save, takeVersion, useEditor } from './state.ts';
import { Texts } from './texts.tsx';

/** One reply, to be read or written. */
export function Editor({ draft }: { readonly draft: Draft }) {
  const { t } = useLingui();
  const { id, content } = draft;
  const kept = useEditor((s) => s.replies.get(id));
  const isUnsaved = useEditor((s) => s.drafts.has(id));
  const busy = useEditor((s) => s.busy);
  const role = useDeskApp((s) => meOf(s.account)?.role) ?? 'agent';
  const isConnected = useDeskApp((s) => s.connection.state === 'connected');
  const isFixed = !mayChange(role, kept?.scope ?? content.scope);
  const troubles = troublesOf(content);
  const isSending = useEditor((s) => s.sending.some((one) => one.id === id));
  const canSave = isUnsaved && troubles.length === 0 && isConnected && !busy && !isSending;
  const copy = () => {
    const scope = mayChange(role, content.scope) ? content.scope : ({ is: 'personal' } as const);
    add({ ...content, scope, shortcut: '', title: t`Copy of ${content.title}`.slice(0, 80) });
  };
  return (
    <form
      className="flex min-h-0 flex-1 flex-col"
      data-testid="reply-editor"
      onSubmit={(event) => {
        event.preventDefault();
        if (canSave) void save(id);
      }}
    >
      <header className="flex min-h-11 shrink-0 items-center gap-2 border-line border-b bg-panel px-5 py-1.5">
        <div className="min-w-0 flex-1">
          <h2 className="foreign truncate font-bold text-4">{content.title || t`New reply`}</h2>
          <History id={id} />
        </div>
        <Button data-testid="reply-copy" onClick={copy}>
          <Copy size={13} aria-hidden="true" />
          {isFixed ? <Trans>Copy for myself</Trans> : <Trans>Duplicate</Trans>}
        </Button>
        {!isFixed && (
          <Button
            data-testid="reply-delete"
            disabled={busy || (kept !== undefined && !isConnected)}
            onClick={() => void remove(id)}
          >
            <Trash2 size={13} aria-hidden="true" />
            <Trans>Delete</Trans>
          </Button>
        )}
      </header>
      <Overtaken draft={draft} />
      <div className="min-h-0 flex-1 overflow-y-auto px-5">
        <fieldset disabled={isFixed} className="grid max-w-190 gap-3 py-3">
          {isFixed && (
            <p className="text-2 text-ink-2">
              <Trans>Only supervisors change what several people use.</Trans>
            </p>
          )}
          <TitleField draft={draft} />
          <div className="grid grid-cols-3 gap-3">
            <ShortcutField draft={draft} />
            <ScopeField draft={draft} role={role} />
            <FolderField draft={draft} />
          </div>
          <Texts draft={draft} />
          <Attached draft={draft} isFixed={isFixed} />
        </fieldset>
      </div>
      {isUnsaved && <SaveBar id={id} canSave={canSave} troubles={troubles} />}
    </form>
  );
}

/** Who changed it last, and how often it is used. */
function History({ id }: { readonly id: string }) {
  const { t, i18n } = useLingui();
  const kept = useEditor((s) => s.replies.get(id));
  const use = useEditor((s) => s.uses.get(id));
  if (kept === undefined) return null;
  const [name, time] = [kept.by, dateText(kept.updatedAt, i18n.locale, Date.now())];
  const [own, house] = [use?.count ?? 0, Math.max(use?.house ?? 0, use?.count ?? 0)];
  return (
    <p className="foreign truncate text-1 text-ink-3">
      {t`Changed by ${name}, ${time}`} · {t`${plural(house, { one: 'used once', other: 'used # times' })}`}
      {house > 0 && <> · {t`${plural(own, { one: 'once by me', other: '# times by me' })}`}</>}
    </p>
  );
}

/** Somebody else has changed it since this was begun: nothing of either is lost without being asked. */
function Overtaken({ draft }: { readonly draft: Draft }) {
  const { t } = useLingui();
  const kept = useEditor((s) => s.replies.get(draft.id));
  if (kept === undefined || kept.version === draft.version) return null;
  const name = kept.by;
  return (
    <div
      role="alert"
      data-testid="reply-overtaken"
      className="flex shrink-0 items-center gap-2 border-line border-b bg-warn-soft px-5 py-1.5 text-2"
    >
      <TriangleAlert size={14} aria-hidden="true" className="shrink-0 text-warn" />
      <p className="foreign min-w-0 flex-1">{t`${name} has changed this reply meanwhile.`}</p>
      <Button onClick={() => discard(draft.id)}>
        <Trans>Load theirs, drop mine</Trans>
      </Button>
      <Button look="primary" onClick={() => takeVersion(draft.id)}>
        <Trans>Keep mine</Trans>
      </Button>
    </div>
  );
}

type SaveBarProps = {
  readonly id: string;
  readonly canSave: boolean;
  readonly troubles: ReturnType<typeof troublesOf>;
};

function SaveBar({ id, canSave, troubles }: SaveBarProps) {
  const { t } = useLingui();
  const refusal = useEditor((s) => s.refusal);
  const refusalText = useRefusalText();
  const words = {
    title: t`It needs a title.`,
    shortcut: t`A shortcut has no spaces and no slash.`,
    folder: t`Folders go five deep at most.`,
    text: t`It needs a text.`,
    long: t`All texts together are too long.`,
  };
  const first = troubles[0];
  return (
    <footer className="flex min-h-11 shrink-0 items-center gap-2 border-line border-t bg-panel px-5 py-1.5 text-2">
      <p role="status" data-testid="reply-trouble" className="min-w-0 flex-1 text-ink-2">
        {refusal !== null ? (
          <span className="text-bad">{refusalText(refusal)}</span>
        ) : (
          first !== undefined && words[first]
        )}
      </p>
      <Button data-testid="reply-discard" onClick={() => discard(id)}>
        <Trans>Discard</Trans>
      </Button>
      <Button type="submit" look="primary" disabled={!canSave} data-testid="reply-save">
        <Trans>Save</Trans>
      </Button>
    </footer>
  );
}
