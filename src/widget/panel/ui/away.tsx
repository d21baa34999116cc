import { useLayoutEffect, useRef } from 'preact/hooks';
import { mailSaying, type Way } from '../../ways.ts';
import type { Draft } from '../draft.ts';
import type { View } from '../model.ts';
import { Icon } from './icons.tsx';
import type { Words } from './words.ts';

type AwayProps = { readonly view: View; readonly words: Words; readonly draft: Draft };

/**
 * What is offered when the hub has been away for long (C8): that writing goes on, and where else to
 * turn. The box is always there, so that a screen reader says what comes into it.
 */
export function Away({ view, words, draft }: AwayProps) {
  return (
    <div class="away" role="status" data-yk="away">
      {view.longAway && <Card view={view} words={words} draft={draft} />}
    </div>
  );
}

function Card({ view, words, draft }: AwayProps) {
  const card = useRef<HTMLDivElement>(null);
  // It goes by itself: whoever is on one of its links must not be thrown out of the panel with it.
  useLayoutEffect(() => {
    const box = card.current;
    return () => {
      const root = box?.getRootNode() as ShadowRoot | undefined;
      if (box?.contains(root?.activeElement ?? null)) {
        box.closest<HTMLElement>('[data-yk="panel"]')?.focus();
      }
    };
  }, []);

  /** What would be lost to somebody who goes on by e-mail; looked up when the link is followed. */
  const written = (): string[] =>
    [...view.outbox.filter(({ state }) => state !== 'sent').map(({ text }) => text), draft.read()].filter(
      (text) => text.trim(),
    );

  return (
    <div ref={card} class="card">
      <h3>
        <Icon name="alert" />
        {words.away}
      </h3>
      <p>{view.memoryOnly ? words.awayInMemory : words.awayKept}</p>
      {view.ways.length > 0 && (
        <>
          <p>{words.waysOut}</p>
          <ul class="ways">
            {view.ways.map((way) => (
              <li key={way.is}>
                <WayLink way={way} words={words} written={written} />
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

function WayLink({ way, words, written }: { way: Way; words: Words; written: () => string[] }) {
  return (
    <a
      data-yk={way.is}
      href={way.link}
      {...(way.is === 'form' && { target: '_blank', rel: 'noopener noreferrer' })}
      onClick={(event) => {
        if (way.is === 'email') event.currentTarget.href = mailSaying(way.link, words.mailSubject, written());
      }}
    >
      <Icon name={way.is} />
      <span>
        {words[way.is]} {way.is !== 'form' && <b>{way.text}</b>}
      </span>
    </a>
  );
}
