import { Trans, useLingui } from '@lingui/react/macro';
import { ChevronDown, ChevronRight } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Conversation } from '#shared/domain/conversation.ts';
import type { AlertLine, AlertWhat } from '#shared/protocol/alerts.ts';
import type { Refusal } from '#shared/protocol/errors.ts';
import { call, refusedWith } from '../../../bridge/bridge.ts';
import { useDeskApp } from '../../../state/desk-app.ts';
import { useRefusalText } from '../../../ui/refusal-text.ts';
import { useRungNames } from '../../../ui/rung-names.ts';
import { Moment } from './fact.tsx';

/** Who was alerted when of this customer's waits, and what reached them: as the hub has it; asked for when somebody looks. */
export function AlertLedger({ conversation }: { readonly conversation: Conversation }) {
  const { t } = useLingui();
  const [open, setOpen] = useState(false);
  const Icon = open ? ChevronDown : ChevronRight;
  return (
    <section className="pt-3" aria-label={t`Who was alerted?`}>
      <button
        type="button"
        aria-expanded={open}
        data-testid="alert-ledger-open"
        onClick={() => setOpen(!open)}
        className="-ml-1 flex items-center gap-1 rounded-1 px-1 pb-1 font-bold text-1 text-ink-3 hover:text-ink"
      >
        <Icon size={13} aria-hidden="true" />
        <Trans>Who was alerted?</Trans>
      </button>
      {open && <Lines conversation={conversation} />}
    </section>
  );
}

function Lines({ conversation: { id, lastSeq } }: { readonly conversation: Conversation }) {
  const refusalText = useRefusalText();
  const connected = useDeskApp((s) => s.connection.state === 'connected');
  const [answer, setAnswer] = useState<readonly AlertLine[] | Refusal | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another line of the transcript and a new line to the hub are what it is asked again for
  useEffect(() => {
    let isWanted = true;
    call('alerts.ledger', { conversationId: id }).then(
      ({ lines }) => isWanted && setAnswer(lines),
      (error) => isWanted && setAnswer(refusedWith(error)),
    );
    return () => {
      isWanted = false;
    };
  }, [id, lastSeq, connected]);

  if (answer === null)
    return (
      <p role="status" className="text-2 text-ink-3">
        <Trans>Asking the hub…</Trans>
      </p>
    );
  if ('code' in answer)
    return (
      <p role="alert" className="text-2">
        {refusalText(answer)}
      </p>
    );
  if (answer.length === 0)
    return (
      <p className="text-2 text-ink-3">
        <Trans>Nobody: this customer never waited that long.</Trans>
      </p>
    );
  return (
    <ol className="grid gap-0.5 text-2" data-testid="alert-ledger">
      {answer.map((line) => (
        <Line key={`${line.since} ${line.rung} ${line.what} ${line.person?.id}`} line={line} />
      ))}
    </ol>
  );
}

function Line({ line: { rung, what, person, at } }: { readonly line: AlertLine }) {
  const rungName = useRungNames()[rung];
  const whatName = useWhatNames()[what];
  return (
    <li className="flex items-baseline gap-1.5">
      <span className="shrink-0 text-1 text-ink-3 tabular-nums">
        <Moment at={at} />
      </span>
      <span className="foreign min-w-0 flex-1">
        {rungName}: {whatName}
        {person !== null && ` · ${person.name}`}
      </span>
    </li>
  );
}

function useWhatNames(): Readonly<Record<AlertWhat, string>> {
  const { t } = useLingui();
  return {
    raised: t`due`,
    told: t`told`,
    shown: t`reached the desk`,
    clicked: t`clicked`,
    failed: t`did not get through`,
    held: t`held back: do not disturb, or their own rules`,
    opened: t`opened, alert over`,
    answered: t`answered, alert over`,
    over: t`over`,
  };
}
