import { useRef } from 'preact/hooks';
import type { RefusalCode } from '#shared/protocol/errors.ts';
import type { Locale } from '#shared/protocol/fields.ts';
import type { LogLine } from '../lines.ts';
import { splitLinks } from '../links.ts';
import type { Model } from '../model.ts';
import { timeOfDay } from './dates.ts';
import { Files, type ShowFiles } from './files.tsx';
import { Icon } from './icons.tsx';
import { Quoted } from './quoted.tsx';
import type { Words } from './words.ts';

type MessageProps = {
  readonly message: Extract<LogLine, { is: 'message' }>;
  readonly locale: Locale;
  readonly words: Words;
  readonly online: boolean;
  /** The last of all: nobody has answered yet, so that it was sent is still of interest. */
  readonly newest: boolean;
  readonly model: Pick<Model, 'retry' | 'discard' | 'hold'>;
  readonly showFiles: ShowFiles;
  readonly menu: (message: MessageProps['message'], button: HTMLElement) => void;
};

/** What can be said of a refusal. */
const reasons = {
  too_large: 'reasonTooLong',
  file_size: 'reasonFileSize',
  file_type: 'reasonFileType',
  file_broken: 'reasonFileBroken',
  file_quota: 'reasonFileQuota',
  file_gone: 'reasonFileGone',
  bad_request: 'reasonNotAccepted',
  unknown_event: 'reasonNotAccepted',
  upgrade_required: 'refusedUpgrade',
  forbidden: 'reasonNotAllowed',
  not_found: 'reasonNotAllowed',
  origin_refused: 'reasonNotAllowed',
  unauthenticated: 'reasonNotAllowed',
  wrong_credentials: 'reasonNotAllowed',
  conflict: 'reasonConflict',
  conversation_closed: 'lineClosed',
} as const satisfies Partial<Record<RefusalCode, keyof Words>>;

/** Of these nothing better: a new refusal is a type error here until it is in one of the two. */
type Others =
  | 'managed'
  | 'wiped'
  | 'no_password'
  | 'no_role'
  | 'sign_in_failed'
  | 'join_first'
  | 'taken'
  | 'not_yours'
  | 'too_late'
  | 'too_many'
  | 'slow_down'
  | 'unavailable'
  | 'internal';
const reasonOf = (code: keyof typeof reasons | Others): keyof Words =>
  reasons[code as keyof typeof reasons] ?? 'reasonOther';

/** So long a finger rests for a menu. Milliseconds. */
const long = 500;

export function Message(props: MessageProps) {
  const { message, locale, words, online, newest, model, showFiles, menu } = props;
  const { from, state, first, last, at, edited, done, paused, quote, read } = message;
  const mine = from === 'me';
  const fallback = from === 'robot' ? words.robot : words.agent;
  const who = mine ? words.me : message.name || fallback;
  const pending = state === 'sending' || state === 'queued';
  const time = timeOfDay(at, locale);
  const stateWord = pending
    ? online && !paused
      ? words.sending
      : words.queued
    : read
      ? words.read
      : words.sent;
  const press = useRef(0);
  // Some browsers say of a long press what the others do, some say nothing, and so it is timed.
  const onTouch = (event: TouchEvent): void => {
    const bubble = event.currentTarget as HTMLElement;
    clearTimeout(press.current);
    if (event.type === 'touchstart' && message.entry)
      press.current = window.setTimeout(() => {
        bubble.dataset.pressed = '';
        menu(message, bubble);
      }, long);
    else if (bubble.dataset.pressed === '') {
      delete bubble.dataset.pressed;
      // No click beside the menu.
      event.preventDefault();
    }
  };
  return (
    <div
      class="message"
      data-yk="message"
      data-entry={message.entry?.id}
      data-from={mine ? 'me' : from === 'system' ? 'system' : 'agent'}
      data-state={pending ? 'sending' : state}
      data-first={first}
      data-read={mine && read}
    >
      {first && !mine ? <p class="who">{who}</p> : <span class="unseen">{who}: </span>}
      {message.files[0] && <Files files={message.files} show={showFiles} />}
      {message.text && (
        <p
          class="bubble"
          onTouchStart={onTouch}
          onTouchMove={onTouch}
          onTouchEnd={onTouch}
          onTouchCancel={onTouch}
          onContextMenu={(event) => {
            if (matchMedia('(pointer: coarse)').matches) event.preventDefault();
          }}
        >
          {quote && <Quoted quote={quote} words={words} />}
          {splitLinks(message.text).map((part, i) =>
            part.href ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: texts have no other name
              <a key={i} href={part.href} target="_blank" rel="noopener noreferrer nofollow ugc">
                {part.text}
              </a>
            ) : (
              part.text
            ),
          )}
        </p>
      )}
      {message.entry && (
        <button
          type="button"
          class="about-it"
          data-yk="about-it"
          aria-haspopup="menu"
          aria-label={words.moreOf}
          onClick={(event) => menu(message, event.currentTarget)}
        >
          <Icon name="more" />
        </button>
      )}
      {state === 'failed' ? (
        <p class="below-bubble failed-line">
          <Icon name="alert" />
          <span>
            {words.failed} · {words[reasonOf(message.reason ?? 'internal')]}
          </span>
          {/* The same bytes would be refused again. */}
          {!/^file_[bst]/.test(message.reason ?? '') && (
            <button type="button" data-yk="retry" onClick={() => model.retry(message.id)}>
              {words.retry}
            </button>
          )}
          <button type="button" data-yk="discard" onClick={() => model.discard(message.id)}>
            {words.discard}
          </button>
        </p>
      ) : (
        (last || pending || edited) && (
          <p class="below-bubble">
            {pending && <Icon name="clock" />}
            <time dateTime={new Date(at).toISOString()}>{time}</time>
            {edited && <span data-yk="edited"> · {words.edited}</span>}
            {mine && (
              <>
                {!pending && <Icon name={read ? 'read' : 'done'} />}
                <span class={pending || newest ? '' : 'unseen'}> · {stateWord}</span>
              </>
            )}
            {pending && done !== null && (
              <>
                <progress value={done} aria-label={words.sending} />
                <button type="button" onClick={() => model.hold(message.id, !paused)}>
                  {paused ? words.goOn : words.pause}
                </button>
                <button type="button" data-yk="cancel" onClick={() => model.discard(message.id)}>
                  {words.cancel}
                </button>
              </>
            )}
          </p>
        )
      )}
    </div>
  );
}
