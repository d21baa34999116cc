import type { LogLine } from '../lines.ts';
import type { Words } from './words.ts';

type Given = NonNullable<Extract<LogLine, { is: 'message' }>['quote']>;
type QuotedProps = { readonly quote: Given; readonly words: Words };

/**
 * What a message answers to. A click goes there: what is quoted is of the same conversation and before it, and so it
 * is in the log, where it stands out for a moment.
 */
export function Quoted({ quote: { entryId, author, text }, words }: QuotedProps) {
  const goTo = (event: MouseEvent): void => {
    const root = (event.currentTarget as HTMLElement).getRootNode() as ShadowRoot;
    const line = root.querySelector<HTMLElement>(`[data-entry="${entryId}"]`);
    if (!line) return;
    // Whoever came by keys goes on from there.
    line.tabIndex = -1;
    line.focus();
    line.animate({ outline: ['2px solid var(--yk-accent)', '2px solid transparent'] }, 2000);
  };
  return (
    <blockquote class="quote" data-yk="quote">
      <button type="button" onClick={goTo}>
        <b>{author.kind === 'visitor' ? words.me : author.name || words.agent}</b>
        {/* A message of files alone says nothing. */}
        {text === null ? words.quoteGone : text || '📎'}
      </button>
    </blockquote>
  );
}
