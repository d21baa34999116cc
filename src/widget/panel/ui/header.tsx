import { fill } from '../../locales/fill.ts';
import type { View } from '../model.ts';
import { agentNamed, Face } from './agents.tsx';
import { Icon } from './icons.tsx';
import type { Words } from './words.ts';

type Tone = 'good' | 'wait' | 'bad';

/** What the line under the name says: first whether anything can be sent, then who will read it. */
function stateOf({ line, conversation, longAway, stand }: View, words: Words): { tone: Tone; text: string } {
  if (line.is === 'refused') {
    const { code } = line.refusal;
    if (code === 'origin_refused') return { tone: 'bad', text: words.refusedOrigin };
    if (code === 'upgrade_required') return { tone: 'bad', text: words.refusedUpgrade };
    return { tone: 'bad', text: words.refusedOther };
  }
  // The rest is said below by then.
  if (longAway && line.is !== 'online') return { tone: 'bad', text: words.reconnecting };
  if (line.is === 'offline') return { tone: 'bad', text: words.offline };
  if (line.is !== 'online') return { tone: 'wait', text: words.connecting };
  if (stand === 'closed') return { tone: 'bad', text: words.closedNow };
  if (conversation === null) return { tone: 'good', text: words.connected };
  if (conversation.status === 'closed') return { tone: 'good', text: words.closed };
  if (stand === 'left') return { tone: 'good', text: words.leftState };
  if (conversation.agent === null) return { tone: 'wait', text: words.waiting };
  return { tone: 'good', text: fill(words.servedBy, { name: conversation.agent }) };
}

type HeaderProps = {
  readonly view: View;
  readonly words: Words;
  readonly menu: (button: HTMLElement) => void;
  /** Shows who serves the visitor. */
  readonly card: (button: HTMLElement) => void;
  readonly close: () => void;
};

export function Header({ view, words, menu, card, close }: HeaderProps) {
  const title = view.workspace ?? words.title;
  const { tone, text } = stateOf(view, words);
  const stale = view.line.is === 'refused' && view.line.refusal.code === 'upgrade_required';
  const serving = view.conversation?.status !== 'closed' && view.conversation?.agent;
  return (
    <div class="header">
      {serving ? (
        <button
          // Else it would become one of the others, which somebody may be pressing.
          key="who"
          type="button"
          class="mark"
          data-yk="who"
          data-tone={tone}
          aria-haspopup="dialog"
          aria-label={fill(words.about, { name: serving })}
          onClick={(event) => card(event.currentTarget)}
        >
          {/* Who is not listed has an initial. */}
          <Face agent={agentNamed(serving, view.service)} />
        </button>
      ) : (
        <span class="mark" data-tone={tone} aria-hidden="true">
          {[...title][0]}
        </span>
      )}
      <div class="names">
        <h2 id="yk-title">{title}</h2>
        <p id="yk-state" role="status" data-yk="state" data-state={view.line.is}>
          {text}
        </p>
      </div>
      {stale && (
        <button type="button" class="plain" onClick={() => location.reload()}>
          {words.reload}
        </button>
      )}
      <button
        type="button"
        class="round"
        data-yk="more"
        aria-haspopup="menu"
        aria-label={words.more}
        onClick={(event) => menu(event.currentTarget)}
      >
        <Icon name="more" />
      </button>
      <button type="button" class="round" data-yk="close" aria-label={words.close} onClick={close}>
        <Icon name="close" />
      </button>
    </div>
  );
}
