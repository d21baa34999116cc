import type { ComponentChildren } from 'preact';
import type { Contact } from '#shared/domain/public-entry.ts';
import { maxTextLength } from '#shared/protocol/limits.ts';
import type { Words } from '../contract.ts';
import { useRef, useState } from '../drawing.ts';
import { fill } from '../locales/fill.ts';
import type { Draft } from '../panel/draft.ts';
import type { View } from '../panel/model.ts';
import { type ReachFault, readForm } from './reach.ts';
import { wordsIn } from './words.ts';

type LeaveProps = {
  readonly view: View;
  /** The panel's. */
  readonly words: Words;
  /** When the house is open again; '' where it is, or nobody knows. */
  readonly opens: string;
  /** Where the visitor stands, who does not want to wait. */
  readonly queue: ComponentChildren;
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
export function Leave(props: LeaveProps) {
  const { view, words, opens, queue, draft, busy, leave, keep, back } = props;
  const ours = wordsIn(view.locale);
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
      onSubmit={(event: Event) => {
        event.preventDefault();
        submit();
      }}
    >
      {isInstead && queue}
      <div>
        <h3 id="yk-leave">{isInstead || service?.open ? ours.leaveTitle : words.closedNow}</h3>
        {service?.open === false && <p data-yk="opens">{opens}</p>}
        <p>{isInstead ? ours.leaveHint : ours.closedHint}</p>
      </div>
      <label>
        {ours.leaveText}
        <textarea
          name="text"
          data-yk="leave-text"
          rows={3}
          value={text}
          required
          aria-invalid={fault === 'needsText' || over > 0}
          aria-describedby="yk-fault"
          onInput={(event: { currentTarget: HTMLTextAreaElement }) => {
            setText(event.currentTarget.value);
            draft.write(event.currentTarget.value);
          }}
        />
      </label>
      <fieldset>
        <legend>{ours.leaveReach}</legend>
        {fields.map(({ name, label, type, complete, faults }) => (
          <label key={name}>
            {ours[label]}
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
              onInput={(event: { currentTarget: HTMLInputElement }) => {
                const next = { ...reach, [name]: event.currentTarget.value };
                setReach(next);
                keep(next);
              }}
            />
          </label>
        ))}
      </fieldset>
      <p id="yk-fault" class="fault" role="alert" data-yk="fault">
        {fault ? ours[fault] : over > 0 && fill(words.over, { count: over })}
      </p>
      <div class="actions">
        <button type="submit" class="primary" data-yk="leave-send" disabled={busy}>
          {isInstead ? ours.leaveSendInstead : ours.leaveSend}
        </button>
        {back && (
          <button type="button" class="plain" data-yk="back" onClick={back}>
            {isInstead ? ours.keepWaiting : ours.backToLog}
          </button>
        )}
      </div>
    </form>
  );
}
