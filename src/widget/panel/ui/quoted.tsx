import type { LogLine } from '../lines.ts';
import type { Words } from './words.ts';

type Given = NonNullable<Extract<LogLine, { is: 'message' }>['quote']>;

/** What a message answers to. */
export function Quoted({ quote: { author, text }, words }: { readonly quote: Given; readonly words: Words }) {
  return (
    <blockquote class="quote" data-yk="quote">
      <b>{author.kind === 'visitor' ? words.me : author.name || words.agent}</b>
      {/* A message of files alone says nothing. */}
      {text === null ? words.quoteGone : text || '📎'}
    </blockquote>
  );
}
