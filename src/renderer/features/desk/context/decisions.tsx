import { Trans, useLingui } from '@lingui/react/macro';
import { ChevronDown, ChevronRight } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Conversation } from '#shared/domain/conversation.ts';
import type { RoutingDecision } from '#shared/domain/routing/decision.ts';
import type { Refusal } from '#shared/protocol/errors.ts';
import { call, refusedWith } from '../../../bridge/bridge.ts';
import { meOf, useDeskApp } from '../../../state/desk-app.ts';
import { DecisionView } from './decision-view.tsx';
import { NotHereYet } from './not-here-yet.tsx';

/** For supervisors: why it went to whom, as the hub has kept it; asked for when somebody looks. */
export function Decisions({ conversation }: { readonly conversation: Conversation }) {
  const { t } = useLingui();
  const supervises = useDeskApp((s) => {
    const me = meOf(s.account);
    return me !== null && me.role !== 'agent';
  });
  const [open, setOpen] = useState(false);
  if (!supervises) return null;
  const Icon = open ? ChevronDown : ChevronRight;
  return (
    <section className="pt-3" aria-label={t`Why this agent?`}>
      <button
        type="button"
        aria-expanded={open}
        data-testid="decisions-open"
        onClick={() => setOpen(!open)}
        className="-ml-1 flex items-center gap-1 rounded-1 px-1 pb-1 font-bold text-1 text-ink-3 hover:text-ink"
      >
        <Icon size={13} aria-hidden="true" />
        <Trans>Why this agent?</Trans>
      </button>
      {open && <List conversation={conversation} />}
    </section>
  );
}

type Answer =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly decisions: readonly RoutingDecision[] }
  | { readonly state: 'failed'; readonly refusal: Refusal };

/** Asked again when it has gone to somebody else meanwhile, which its version tells. */
function List({ conversation: { id, version } }: { readonly conversation: Conversation }) {
  const connected = useDeskApp((s) => s.connection.state === 'connected');
  const [answer, setAnswer] = useState<Answer>({ state: 'loading' });
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: version, line and attempt are what it is asked again for
  useEffect(() => {
    let isWanted = true;
    call('conversations.decisions', { conversationId: id }).then(
      ({ decisions }) => {
        if (isWanted) setAnswer({ state: 'ready', decisions });
      },
      (error) => {
        if (isWanted) setAnswer({ state: 'failed', refusal: refusedWith(error) });
      },
    );
    return () => {
      isWanted = false;
    };
  }, [id, version, connected, attempt]);

  if (answer.state !== 'ready') return <NotHereYet answer={answer} onAgain={() => setAttempt(attempt + 1)} />;
  if (answer.decisions.length === 0) {
    return (
      <p className="text-2 text-ink-3">
        <Trans>Routing has decided nothing here: somebody took it, or it still waits.</Trans>
      </p>
    );
  }
  return (
    <ol className="grid gap-2.5" data-testid="decisions">
      {[...answer.decisions].reverse().map((decision) => (
        <li key={`${decision.at}:${decision.to?.id ?? ''}`}>
          <DecisionView decision={decision} />
        </li>
      ))}
    </ol>
  );
}
