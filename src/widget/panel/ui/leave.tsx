import { useRef, useState } from 'preact/hooks';
import { type Contact, contact as contactSchema } from '#shared/domain/public-entry.ts';
import { maxTextLength } from '#shared/protocol/limits.ts';
import { fill } from '../../locales/fill.ts';
import type { Draft } from '../draft.ts';
import type { View } from '../model.ts';
import { type ReachFault, readForm } from '../reach.ts';
import { opensWords } from './dates.ts';
import { Queue } from './queue.tsx';
import type { Words } from './words.ts';

type LeaveProps = {
  readonly view: View;
  readonly words: Words;
  readonly draft: Draft;
  /** It is being kept. */
  readonly busy: boolean;
  readonly leave: (text: string, contact: Contact) => void;
  readonly keep: (contact: Contact) => void;
  /** Null where there is nothing to go back to. */
  readonly back: (() => void) | null;
};

const fields = [
  {
    name: 'email',
    label: 'leaveEmail',
    type: 'email',
    complete: 'email',
    faults: ['notAnEmail', 'needsReach'],
  },
  { name: 'phone', label: 'leavePhone', type: 'tel', complete: 'tel', faults: ['notAPhone', 'needsReach'] },
  { name: 'name', label: 'leaveName', type: 'text', complete: 'name', faults: [] },
] as const;

/** The message form (B4): outside the hours, or instead of waiting on. What is typed is kept, like a draft. */
export function Leave({ view, words, draft, busy, leave, keep, back }: LeaveProps) {
  const form = useRef<HTMLFormElement>(null);
  const [text, setText] = useState(draft.read);
  const [reach, setReach] = useState<Contact>(view.contact);
  const [fault, setFault] = useState<ReachFault | null>(null);
  const isInstead = view.stand === 'queued';
  const { service } = view;
  const over = text.trim().length - maxTextLength;

  const submit = (): void => {
    const read = readForm({
      text,
      name: reach.name ?? '',
      email: reach.email ?? '',
      phone: reach.phone ?? '',
    });
    if ('fault' in read) {
      setFault(read.fault);
      const name = { needsText: 'text', needsReach: 'email', notAnEmail: 'email', notAPhone: 'phone' }[
        read.fault
      ];
      form.current?.querySelector<HTMLElement>(`[name=${name}]`)?.focus();
      return;
    }
    if (over > 0) return;
    setFault(null);
    leave(text.trim(), read.contact);
  };

  return (
    <form
      ref={form}
      class="leave"
      data-yk="form"
      noValidate
      aria-labelledby="yk-leave"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {isInstead && <Queue view={view} words={words} leave={null} />}
      <div>
        <h3 id="yk-leave">{isInstead || service?.open ? words.leaveTitle : words.closedNow}</h3>
        {service?.open === false && <p data-yk="opens">{opensWords(service, view.locale, words)}</p>}
        <p>{isInstead ? words.leaveHint : words.closedHint}</p>
      </div>
      <label>
        {words.leaveText}
        <textarea
          name="text"
          data-yk="leave-text"
          rows={3}
          value={text}
          required
          aria-invalid={fault === 'needsText' || over > 0}
          aria-describedby="yk-fault"
          onInput={(event) => {
            setText(event.currentTarget.value);
            draft.write(event.currentTarget.value);
          }}
        />
      </label>
      <fieldset>
        <legend>{words.leaveReach}</legend>
        {fields.map(({ name, label, type, complete, faults }) => (
          <label key={name}>
            {words[label]}
            <input
              name={name}
              data-yk={`leave-${name}`}
              // Its types ask for a list with every kind of field.
              {...({ type } as { type: 'text' })}
              autocomplete={complete}
              maxLength={{ email: 254, phone: 40, name: 80 }[name]}
              value={reach[name] ?? ''}
              aria-invalid={(faults as readonly (ReachFault | null)[]).includes(fault)}
              aria-describedby="yk-fault"
              onInput={(event) => {
                const next = { ...reach, [name]: event.currentTarget.value };
                setReach(next);
                if (contactSchema.safeParse(next).success) keep(next);
              }}
            />
          </label>
        ))}
      </fieldset>
      <p id="yk-fault" class="fault" role="alert" data-yk="fault">
        {fault ? words[fault] : over > 0 && fill(words.over, { count: over })}
      </p>
      <div class="actions">
        <button type="submit" class="primary" data-yk="leave-send" disabled={busy}>
          {isInstead ? words.leaveSendInstead : words.leaveSend}
        </button>
        {back && (
          <button type="button" class="plain" data-yk="back" onClick={back}>
            {isInstead ? words.keepWaiting : words.backToLog}
          </button>
        )}
      </div>
    </form>
  );
}
