import { Trans, useLingui } from '@lingui/react/macro';
import { Pencil, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { Customer, CustomerNote } from '#shared/domain/customer/customer.ts';
import { newId } from '#shared/domain/key.ts';
import type { Refusal } from '#shared/protocol/errors.ts';
import { call, refusedWith } from '../../../../bridge/bridge.ts';
import { applyCustomer } from '../../../../state/customers.ts';
import { meOf, useDeskApp } from '../../../../state/desk-app.ts';
import { Button } from '../../../../ui/button.tsx';
import { useRefusalText } from '../../../../ui/refusal-text.ts';
import { Moment } from '../fact.tsx';
import { NoteForm } from './note-form.tsx';
import { Section } from './section.tsx';

type NotesProps = { readonly conversationId: string; readonly customer: Customer };

/** What colleagues have written down of this customer. They never see it, whatever conversation they are in. */
export function Notes({ conversationId, customer }: NotesProps) {
  const { t } = useLingui();
  const refusalText = useRefusalText();
  const offline = useDeskApp((s) => s.connection.state !== 'connected');
  const [writing, setWriting] = useState<'new' | string | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);

  /** The same key when it is tried again: what the hub has already is not there twice. */
  const [key, setKey] = useState(newId);
  async function run(work: () => Promise<{ readonly customer: Customer }>): Promise<void> {
    setRefusal(null);
    try {
      applyCustomer(await work());
      setWriting(null);
      setKey(newId());
    } catch (error) {
      setRefusal(refusedWith(error));
    }
  }
  return (
    <Section
      title={t`Notes on the customer`}
      testId="customer-notes"
      side={
        writing !== 'new' &&
        !offline && (
          <button
            type="button"
            data-testid="note-new"
            aria-label={t`Write a note on the customer`}
            title={t`Write a note on the customer`}
            onClick={() => setWriting('new')}
            className="grid size-5 place-items-center rounded-1 hover:bg-hover hover:text-ink"
          >
            <Plus size={13} aria-hidden="true" />
          </button>
        )
      }
    >
      <div className="grid grid-cols-[minmax(0,1fr)] gap-1.5">
        {writing === 'new' && (
          <NoteForm
            label={t`Note on the customer`}
            onSave={(text) => run(() => call('customers.addNote', { conversationId, key, text }))}
            onCancel={() => setWriting(null)}
          />
        )}
        {refusal !== null && (
          <p role="alert" className="text-1 text-bad">
            {refusalText(refusal)}
          </p>
        )}
        {customer.notes.map((note) =>
          writing === note.id ? (
            <NoteForm
              key={note.id}
              label={t`Note on the customer`}
              text={note.text}
              onSave={(text) =>
                run(() => call('customers.editNote', { conversationId, noteId: note.id, text }))
              }
              onCancel={() => setWriting(null)}
            />
          ) : (
            <Note
              key={note.id}
              note={note}
              offline={offline}
              onEdit={() => setWriting(note.id)}
              onDelete={() =>
                void run(() => call('customers.deleteNote', { conversationId, noteId: note.id }))
              }
            />
          ),
        )}
        {customer.notes.length === 0 && writing === null && (
          <p className="text-2 text-ink-3">
            <Trans>None yet.</Trans>
          </p>
        )}
      </div>
    </Section>
  );
}

type NoteProps = {
  readonly note: CustomerNote;
  readonly offline: boolean;
  readonly onEdit: () => void;
  readonly onDelete: () => void;
};

function Note({ note, offline, onEdit, onDelete }: NoteProps) {
  const { t } = useLingui();
  const me = useDeskApp((s) => meOf(s.account));
  const [asking, setAsking] = useState(false);
  const isMine = note.author.id === me?.id;
  const mayDelete = isMine || (me !== null && me.role !== 'agent');
  return (
    <article className="group rounded-2 border border-note-line border-dashed bg-note px-2 py-1 text-2">
      <p className="foreign selectable whitespace-pre-wrap break-words">{note.text}</p>
      <p className="flex min-h-5 items-center gap-1 text-1 text-ink-2">
        <span className="foreign truncate">{note.author.name}</span>
        <span aria-hidden="true">·</span>
        <span className="shrink-0">
          <Moment at={note.at} />
          {note.editedAt !== null && (
            <>
              {' '}
              <Trans>(edited)</Trans>
            </>
          )}
        </span>
        {!offline && (
          <span className="ml-auto flex shrink-0">
            {asking ? (
              <>
                <Button look="quiet" autoFocus onClick={onDelete}>
                  <Trans>Delete</Trans>
                </Button>
                <Button look="quiet" onClick={() => setAsking(false)}>
                  <Trans>Keep</Trans>
                </Button>
              </>
            ) : (
              <>
                {isMine && (
                  <IconButton label={t`Change the note`} onClick={onEdit}>
                    <Pencil size={11} aria-hidden="true" />
                  </IconButton>
                )}
                {mayDelete && (
                  <IconButton label={t`Delete the note`} onClick={() => setAsking(true)}>
                    <Trash2 size={11} aria-hidden="true" />
                  </IconButton>
                )}
              </>
            )}
          </span>
        )}
      </p>
    </article>
  );
}

function IconButton({
  label,
  onClick,
  children,
}: {
  readonly label: string;
  readonly onClick: () => void;
  readonly children: React.ReactNode;
}) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      onClick={onClick}
      className="grid size-5 place-items-center rounded-1 text-ink-2 opacity-0 hover:bg-hover hover:text-ink focus-visible:opacity-100 group-focus-within:opacity-100 group-hover:opacity-100"
    >
      {children}
    </button>
  );
}
