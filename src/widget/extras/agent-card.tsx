import { useLayoutEffect, useRef } from '../drawing.ts';
import { fill } from '../locales/fill.ts';
import type { MoreProps } from '../panel/act.ts';
import { dayName, timeOfDay } from '../panel/ui/dates.ts';
import { serviceIn } from './serving.ts';
import type { ExtraWords } from './words.ts';

type AgentCardProps = Pick<MoreProps, 'view' | 'Face'> & {
  readonly words: ExtraWords;
  readonly close: (back: boolean) => void;
};

const statusWords = { online: 'agentOnline', busy: 'agentBusy', away: 'agentAway' } as const;

/** Who serves the visitor, as far as customers are told: the house says who is listed, and with what. */
export function AgentCard({ view, Face, words, close }: AgentCardProps) {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => box.current?.focus(), []);
  const { conversation, entries, service, locale } = view;
  const name = conversation?.agent;
  if (!name) return null;
  const listed = service?.agents.find((agent) => agent.name === name);
  const { since, group, others } = serviceIn(
    entries.filter(({ conversationId }) => conversationId === conversation.id),
    name,
  );
  const rows = [
    listed?.product,
    group && fill(words.cardGroup, { name: group }),
    since && fill(words.cardSince, { when: `${dayName(since, locale)} ${timeOfDay(since, locale)}` }),
    others.length > 0 && fill(words.cardOthers, { names: others.join(locale === 'en' ? ', ' : '、') }),
  ];
  return (
    <div
      ref={box}
      class="agent-card"
      role="dialog"
      aria-label={name}
      tabIndex={-1}
      data-yk="agent-card"
      onKeyDown={(event: KeyboardEvent) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        close(true);
      }}
      onFocusOut={(event: FocusEvent) => {
        if (event.relatedTarget instanceof Node && !box.current?.contains(event.relatedTarget)) close(false);
      }}
    >
      <Face agent={listed ?? { id: '', name, product: null, picture: null, status: 'online' }} />
      <div>
        <b>{name}</b>
        {listed && <span data-status={listed.status}>{words[statusWords[listed.status]]}</span>}
        {rows.map((row) => row && <p key={row}>{row}</p>)}
      </div>
      <button type="button" class="round" aria-label={words.back} onClick={() => close(true)}>
        ×
      </button>
    </div>
  );
}
