import { recallLimit } from '#shared/domain/changes.ts';
import { maxQuoteLength } from '#shared/protocol/limits.ts';
import { useState } from '../drawing.ts';
import type { Act, MoreProps } from '../panel/act.ts';
import { dayName, timeOfDay } from '../panel/ui/dates.ts';
import { AgentCard } from './agent-card.tsx';
import { EmojiPicker } from './emoji-picker.tsx';
import { History } from './history.tsx';
import { Menu } from './menu.tsx';
import { RatingCard } from './rating-card.tsx';
import { type ExtraWords, wordsIn } from './words.ts';

type Choice = { readonly name: string; readonly run: () => void; readonly on?: boolean };

/** What a visitor does besides reading and writing: menus, emoji, earlier conversations, the rating. */
export function More(props: MoreProps) {
  const { act, setAct, view, base, model, field } = props;
  const { locale, rating, conversation } = view;
  const words = wordsIn(locale);
  /** The conversation of which the visitor does not want to say anything now. */
  const [later, setLater] = useState<string | null>(null);
  const [said, say] = useState('');

  const insert = (emoji: string): void => {
    const input = field.current;
    if (!input) return;
    input.setRangeText(emoji, input.selectionStart, input.selectionEnd, 'end');
    input.dispatchEvent(new Event('input', { bubbles: true }));
  };
  return (
    <>
      {act?.is === 'history' && (
        <History
          locale={locale}
          current={conversation?.id ?? null}
          page={model.past}
          dateOf={(at) => `${dayName(at, locale)} ${timeOfDay(at, locale)}`}
          open={(id) => {
            model.openPast(id);
            setAct(null);
          }}
          close={() => setAct(null)}
        />
      )}
      {rating && rating.conversationId !== later && (
        <RatingCard
          key={rating.conversationId}
          locale={locale}
          agent={rating.agent}
          given={rating.given}
          mayChange={rating.mayChange}
          rate={model.rate}
          later={() => setLater(rating.conversationId)}
        />
      )}
      {act?.is === 'emoji' && (
        <EmojiPicker
          base={base}
          locale={locale}
          pick={insert}
          close={() => {
            setAct(null);
            field.current?.focus();
          }}
        />
      )}
      {act?.is === 'agent' && (
        <AgentCard
          {...{ view, words }}
          Face={props.Face}
          close={(back) => {
            setAct(null);
            if (back) act.button.focus();
          }}
        />
      )}
      {act?.is === 'menu' && <ActMenu {...props} act={act} words={words} say={say} />}
      {said && (
        <p class="said" role="status" data-yk="said">
          {said}
          <button type="button" aria-label={words.back} onClick={() => say('')}>
            ×
          </button>
        </p>
      )}
    </>
  );
}

type ActMenuProps = Omit<MoreProps, 'act'> & {
  readonly act: Extract<Act, { is: 'menu' }>;
  readonly words: ExtraWords;
  readonly say: (said: string) => void;
};

function ActMenu({ act, setAct, view, model, quote, words, say }: ActMenuProps) {
  const { button, message } = act;
  const { quiet } = view;
  const ofPanel: Choice[] = [
    { name: words.history, run: () => setAct({ is: 'history' }) },
    { name: words.sound, on: !quiet, run: () => model.setQuiet(!quiet) },
  ];
  const choices = message ? ofMessage(message) : ofPanel;

  function ofMessage({ entry, from, name, text, at }: NonNullable<typeof message>): Choice[] {
    const { conversation } = view;
    // The hub knows the time; what it refuses is said.
    const isYoung = Date.now() - at < recallLimit;
    const isOpen = entry?.conversationId === conversation?.id && conversation?.status !== 'closed';
    const recall = async (): Promise<void> => {
      const code = entry && (await model.takeBack(entry));
      if (code) say(code === 'too_late' ? words.recallLate : words.recallFailed);
    };
    const quoted = entry && {
      entryId: entry.id,
      author: { kind: from === 'me' ? ('visitor' as const) : from, name },
      text: text.slice(0, maxQuoteLength),
    };
    return [
      ...(quoted && isOpen ? [{ name: words.quote, run: () => quote(quoted) }] : []),
      { name: words.copy, run: () => void navigator.clipboard?.writeText(text) },
      ...(from === 'me' && isYoung && isOpen ? [{ name: words.recall, run: () => void recall() }] : []),
    ];
  }

  const panel = button.closest('.panel')?.getBoundingClientRect();
  const { bottom, height } = button.getBoundingClientRect();
  const below = bottom - (panel?.top ?? 0) + 4;
  const tall = choices.length * 44 + 12;
  // Where there is no room under it, it opens upwards.
  const top = below + tall > (panel?.height ?? 0) ? below - tall - height - 8 : below;
  return (
    <div class="menu-at" style={`top:${Math.max(8, top)}px`}>
      <Menu
        label={message ? words.menuOfMessage : words.menu}
        choices={choices}
        close={(chosen) => {
          setAct(null);
          if (!chosen) button.focus();
        }}
      />
    </div>
  );
}
