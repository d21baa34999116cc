import { useMemo, useRef } from 'preact/hooks';
import type { Draft } from '../draft.ts';
import { logLines } from '../lines.ts';
import type { View } from '../model.ts';
import { Away } from './away.tsx';
import { Composer } from './composer.tsx';
import { Header } from './header.tsx';
import { isComposing, keepFocusInside } from './keys.ts';
import { Log } from './log.tsx';
import type { Words } from './words.ts';

export type AppProps = {
  readonly view: View;
  readonly words: Words;
  readonly shown: boolean;
  /** On a phone, where nothing of the page is left to be used. */
  readonly wholeScreen: boolean;
  readonly draft: Draft;
  readonly send: (text: string) => Promise<void>;
  readonly retry: (key: string) => void;
  readonly discard: (key: string) => void;
  readonly close: () => void;
};

/** The dialog: header, log, composer. */
export function App({ view, words, shown, wholeScreen, draft, send, retry, discard, close }: AppProps) {
  const dialog = useRef<HTMLDivElement>(null);
  const lines = useMemo(() => logLines(view.entries, view.outbox), [view.entries, view.outbox]);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && !isComposing(event)) {
      event.preventDefault();
      close();
    } else if (event.key === 'Tab' && wholeScreen && dialog.current) {
      keepFocusInside(dialog.current, event);
    }
  };

  return (
    <div
      ref={dialog}
      class="panel"
      data-yk="panel"
      role="dialog"
      aria-modal={wholeScreen}
      aria-labelledby="yk-title"
      aria-describedby="yk-state"
      tabIndex={-1}
      hidden={!shown}
      onKeyDown={onKeyDown}
    >
      <Header view={view} words={words} close={close} />
      {view.memoryOnly && (
        <p class="notice" role="status" data-yk="memory-only">
          {words.memoryOnly}
        </p>
      )}
      <Log
        lines={lines}
        locale={view.locale}
        words={words}
        loading={view.loading}
        online={view.line.is === 'online'}
        retry={retry}
        discard={discard}
      />
      <Away view={view} words={words} draft={draft} />
      <Composer words={words} draft={draft} send={send} />
    </div>
  );
}
