import { Trans, useLingui } from '@lingui/react/macro';
import type { KeyboardEvent } from 'react';
import { useId, useRef, useState } from 'react';
import type { Conversation } from '#shared/domain/conversation.ts';
import type { Refusal } from '#shared/protocol/errors.ts';
import type { Me } from '#shared/protocol/handshake.ts';
import { maxTextLength } from '#shared/protocol/limits.ts';
import { useDeskApp } from '../../../state/desk-app.ts';
import { closeHandOver, type HandOverKind } from '../../../state/hand-over.ts';
import { apart } from '../../../ui/apart.ts';
import { useVisitorName } from '../../../ui/names.ts';
import { useModal } from '../../../ui/use-modal.ts';
import { ChoiceList, neighbourOf } from './choice-list.tsx';
import { NoChoice } from './no-choice.tsx';
import { PartTabs } from './part-tabs.tsx';
import { sendHandOver, type Target } from './send.ts';
import { SendRow } from './send-row.tsx';
import { type Part, useChoices } from './use-choices.tsx';

type DialogProps = { readonly what: HandOverKind; readonly conversation: Conversation; readonly me: Me };

/**
 * To whom a conversation goes, or who is to join. The field finds; the arrows choose; Ctrl+Enter sends from
 * anywhere.
 */
export function HandOverDialog({ what, conversation, me }: DialogProps) {
  const { t } = useLingui();
  const id = useId();
  const nameOf = useVisitorName();
  const offline = useDeskApp((s) => s.connection.state !== 'connected');
  const field = useRef<HTMLInputElement>(null);
  const dialog = useModal(field);
  const [part, setPart] = useState<Part>('people');
  const [search, setSearch] = useState('');
  const [picked, setPicked] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const [ask, setAsk] = useState(true);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const choices = useChoices({ what, conversation, me }, part, search);
  const { options } = choices;
  // Who was chosen and cannot be any more, or is not found any more, is not chosen.
  const chosen = options.find((one) => one.id === picked && !one.disabled)?.id ?? null;
  const target = targetOf();

  function targetOf(): Target | null {
    if (chosen === null) return null;
    if (part === 'groups') {
      const group = choices.groups.find((one) => one.id === chosen);
      return group === undefined ? null : { is: 'group', id: group.id, name: group.name };
    }
    const choice = choices.people.find(({ person }) => person.id === chosen);
    if (choice === undefined) return null;
    return { is: 'person', id: chosen, name: choice.person.name, ask: ask && !choice.onlyGive };
  }

  async function send(): Promise<void> {
    if (target === null || offline || busy) return;
    setBusy(true);
    const refused = await sendHandOver(what, conversation, target, note);
    setBusy(false);
    if (refused === null) closeHandOver();
    else setRefusal(refused);
  }

  function press(event: KeyboardEvent): void {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.nativeEvent.isComposing) {
      event.preventDefault();
      void send();
    }
  }

  function pressField(event: KeyboardEvent): void {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    setPicked(neighbourOf(options, chosen, event.key === 'ArrowDown' ? 1 : -1));
  }

  function show(next: Part): void {
    setPart(next);
    setPicked(null);
    setRefusal(null);
  }

  const customer = apart(nameOf(conversation.visitor));
  const isPerson = part === 'people' && what === 'transfer';
  const onlyGive = choices.people.find(({ person }) => person.id === chosen)?.onlyGive === true;
  return (
    <dialog
      ref={dialog}
      aria-labelledby={`${id}-title`}
      data-testid="hand-over"
      onClose={closeHandOver}
      onKeyDown={press}
      className="m-auto w-120 max-w-[94vw] rounded-3 border border-line bg-panel p-4 text-ink shadow-pop backdrop:bg-black/35"
    >
      <h2 id={`${id}-title`} className="foreign truncate font-bold text-5">
        {what === 'transfer' ? t`Transfer ${customer}` : t`Invite a colleague to ${customer}`}
      </h2>
      {what === 'transfer' && <PartTabs part={part} panel={`${id}-list`} onPart={show} />}
      <input
        ref={field}
        type="search"
        role="combobox"
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={chosen === null ? undefined : `${id}-list-${chosen}`}
        aria-label={part === 'people' ? t`Find a colleague` : t`Find a group`}
        placeholder={part === 'people' ? t`Name or group…` : t`Name of the group…`}
        spellCheck={false}
        data-testid="hand-over-search"
        value={search}
        onChange={(event) => setSearch(event.target.value)}
        onKeyDown={pressField}
        className="mt-2.5 mb-2 h-8 w-full rounded-2 border border-line-strong bg-panel px-2.5 outline-none placeholder:text-ink-3 focus-visible:border-accent focus-visible:outline-2 focus-visible:outline-focus"
      />
      {options.length === 0 ? (
        <NoChoice
          id={`${id}-list`}
          isLoading={choices.isLoading}
          offline={offline}
          part={part}
          search={search}
        />
      ) : (
        <ChoiceList
          id={`${id}-list`}
          label={part === 'people' ? t`Colleagues` : t`Groups`}
          options={options}
          chosen={chosen}
          onChoose={setPicked}
        />
      )}
      <label htmlFor={`${id}-note`} className="mt-3 mb-1 block font-medium text-2 text-ink-2">
        <Trans>Note, which the customer does not see</Trans>
      </label>
      <textarea
        id={`${id}-note`}
        rows={2}
        maxLength={maxTextLength}
        dir="auto"
        value={note}
        data-testid="hand-over-note"
        onChange={(event) => setNote(event.target.value)}
        className="block max-h-28 w-full resize-none rounded-2 border border-line-strong bg-panel px-2.5 py-1.5 outline-none [field-sizing:content] focus-visible:border-accent focus-visible:outline-2 focus-visible:outline-focus"
      />
      {isPerson && (
        <label className="mt-2.5 flex items-center gap-2 text-2">
          <input
            type="checkbox"
            checked={ask && !onlyGive}
            disabled={onlyGive}
            data-testid="hand-over-ask"
            onChange={(event) => setAsk(event.target.checked)}
            className="accent-accent"
          />
          {onlyGive ? (
            <Trans>Not here: it is given to them at once, without being asked</Trans>
          ) : (
            <StaysWith agent={conversation.agent} me={me} />
          )}
        </label>
      )}
      <SendRow
        what={what}
        target={target}
        blocked={offline || busy}
        offline={offline}
        refusal={refusal}
        onSend={() => void send()}
      />
    </dialog>
  );
}

/** Who has it until the one who is asked accepts: a supervisor transfers what others have, too. */
function StaysWith({ agent, me }: { readonly agent: Conversation['agent']; readonly me: Me }) {
  if (agent === null) return <Trans>Ask first: it stays in the queue until they accept</Trans>;
  if (agent.id === me.id) return <Trans>Ask first: it stays with you until they accept</Trans>;
  const { name } = agent;
  return (
    <span className="foreign">
      <Trans>Ask first: it stays with {name} until they accept</Trans>
    </span>
  );
}
