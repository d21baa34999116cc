import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Locale } from '#shared/protocol/fields.ts';
import { fill } from '../../locales/fill.ts';
import type { LogLine } from '../lines.ts';
import type { Model } from '../model.ts';
import { dayName } from './dates.ts';
import type { ShowFiles } from './files.tsx';
import { Icon } from './icons.tsx';
import { Message } from './message.tsx';
import type { Words } from './words.ts';

type LogProps = {
  readonly lines: readonly LogLine[];
  readonly locale: Locale;
  readonly words: Words;
  readonly loading: boolean;
  readonly online: boolean;
  readonly model: Pick<Model, 'retry' | 'discard' | 'hold'>;
  readonly showFiles: ShowFiles;
  readonly menu: (message: Extract<LogLine, { is: 'message' }>, button: HTMLElement) => void;
  /** Who is writing; null for nobody. */
  readonly typing: string | null;
  /** The site's own first words; '' for ours. */
  readonly greeting: string;
  /** Not now: the message form has its place. */
  readonly hidden: boolean;
  /** What stands where nothing has been said yet, under the welcome. */
  readonly children?: ComponentChildren;
};

type Plain = Exclude<LogLine, { is: 'day' | 'message' }>;

/** By the names of the words; that each is there is a matter of types. */
function wordsOf({ is, name }: Plain, words: Words): string {
  if (is === 'waiting' && name) return words.lineWaitingAgain;
  return words[`line${is.charAt(0).toUpperCase()}${is.slice(1)}` as `line${Capitalize<Plain['is']>}`];
}

/** So near the end counts as being there. Pixels. */
const nearEnd = 48;

export function Log(props: LogProps) {
  const { lines, locale, words, loading, online, model, showFiles, menu } = props;
  const { typing, greeting, hidden, children } = props;
  const box = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const [below, setBelow] = useState(false);
  const last = lines.at(-1);
  const lastMessage = lines.filter((line) => line.is === 'message').at(-1);
  const seenLast = useRef<string | undefined>(undefined);

  const toEnd = (): void => {
    const log = box.current;
    if (log) log.scrollTop = log.scrollHeight;
    atEnd.current = true;
    setBelow(false);
  };
  // New lines are followed only by a reader who was at the end; what one writes oneself always is.
  useLayoutEffect(() => {
    const isNew = last?.id !== seenLast.current;
    const own = last?.is === 'message' && last.from === 'me';
    if (atEnd.current || (isNew && own)) toEnd();
    else if (isNew) setBelow(true);
    seenLast.current = last?.id;
  });
  useLayoutEffect(() => {
    const log = box.current;
    if (!log) return;
    // The keyboard comes up, a notice appears: the last line stays in sight.
    const watch = new ResizeObserver(() => {
      if (atEnd.current) log.scrollTop = log.scrollHeight;
    });
    watch.observe(log);
    return () => watch.disconnect();
  }, []);

  const onScroll = (): void => {
    const log = box.current;
    if (!log || log.clientHeight === 0) return;
    atEnd.current = log.scrollHeight - log.scrollTop - log.clientHeight < nearEnd;
    if (atEnd.current) setBelow(false);
  };

  return (
    <div class="log-box" hidden={hidden}>
      <div
        ref={box}
        class="log"
        data-yk="log"
        role="log"
        aria-live="polite"
        aria-label={words.log}
        aria-busy={loading}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard
        tabIndex={0}
        onScroll={onScroll}
      >
        {loading && <p class="line">{words.loading}</p>}
        {!loading && lines.length === 0 && (
          <div class="welcome">
            <p>{greeting || words.welcome}</p>
            <p>{words.welcomeHint}</p>
            {children}
          </div>
        )}
        {lines.map((line) => {
          switch (line.is) {
            case 'day':
              return (
                <p key={line.id} class="line day">
                  {dayName(line.at, locale)}
                </p>
              );
            case 'message':
              return (
                <Message
                  key={line.id}
                  message={line}
                  locale={locale}
                  words={words}
                  online={online}
                  newest={line === lastMessage}
                  showFiles={showFiles}
                  model={model}
                  menu={menu}
                />
              );
            default:
              return (
                <p key={line.id} class="line" data-yk={line.is} data-entry={line.id}>
                  {fill(wordsOf(line, words), { name: line.name || words.agent, by: line.by || words.agent })}
                </p>
              );
          }
        })}
        {typing && (
          // Said once in a while it would be said all the time: for the eye alone.
          <p class="typing" data-yk="typing" aria-hidden="true">
            <i />
            <i />
            <i />
            {fill(words.typing, { name: typing || words.agent })}
          </p>
        )}
      </div>
      {below && (
        <button type="button" class="below" onClick={toEnd}>
          <Icon name="down" />
          {words.newMessages}
        </button>
      )}
    </div>
  );
}
