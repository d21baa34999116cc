import { memo } from 'react';
import { findLinks } from './links.ts';
import { splitAt } from './split-at.ts';

type LinkedTextProps = {
  readonly text: string;
  /** Words that are marked wherever they stand; empty for none. */
  readonly marked?: string;
  /** A colleague has written it. */
  readonly byStaff?: boolean;
  readonly onOpen: (url: string) => void;
};

/** A stranger's text, as text nodes only. Links have no address of their own: main opens them outside. */
export const LinkedText = memo(function LinkedText({
  text,
  marked = '',
  byStaff = false,
  onOpen,
}: LinkedTextProps) {
  return findLinks(text, byStaff).map((segment, place) => {
    // Segments of one text never move, so that their place is what they are.
    const key = `${place}`;
    if (segment.kind === 'text') return <Marked key={key} text={segment.text} marked={marked} />;
    return <Link key={key} text={segment.text} url={segment.url} onOpen={onOpen} />;
  });
});

function Marked({ text, marked }: { readonly text: string; readonly marked: string }) {
  return (
    <span>
      {splitAt(text, marked).map((piece, place) => {
        const key = `${place}`;
        return place % 2 === 0 ? (
          piece
        ) : (
          <mark key={key} className="rounded-[2px] bg-note-line text-ink">
            {piece}
          </mark>
        );
      })}
    </span>
  );
}

type LinkProps = { readonly text: string; readonly url: string; readonly onOpen: (url: string) => void };

/** A span, as a button would not break across lines. */
export function Link({ text, url, onOpen }: LinkProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: an <a> with an address could navigate the window
    <span
      role="link"
      tabIndex={0}
      title={url}
      className="break-all text-accent underline decoration-1 underline-offset-2 hover:decoration-2"
      onClick={() => onOpen(url)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') onOpen(url);
      }}
    >
      {text}
    </span>
  );
}
