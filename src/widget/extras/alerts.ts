import type { Locale } from '#shared/protocol/fields.ts';
import { fill } from '../locales/fill.ts';
import { wordsIn } from './words.ts';

type Line = { readonly from: string; readonly text: string };

/** A soft two-note sound, made by the browser: nothing to fetch. Silent where the page was never touched. */
function ring(): void {
  try {
    const audio = new AudioContext();
    const start = audio.currentTime;
    for (const [note, at] of [
      [880, 0],
      [1175, 0.11],
    ] as const) {
      const [tone, loud] = [audio.createOscillator(), audio.createGain()];
      tone.frequency.value = note;
      loud.gain.setValueAtTime(0.0001, start + at);
      loud.gain.exponentialRampToValueAtTime(0.12, start + at + 0.02);
      loud.gain.exponentialRampToValueAtTime(0.0001, start + at + 0.32);
      tone.connect(loud).connect(audio.destination);
      tone.start(start + at);
      tone.stop(start + at + 0.34);
    }
    setTimeout(() => void audio.close(), 1000);
  } catch {
    // A browser without sound, or one that lets no more of them be made.
  }
}

/**
 * How a visitor who is not looking hears of a new line: a sound, words beside the button, the page's title while the page
 * is behind others.
 */
export function makeAlerts(frame: HTMLElement, open: () => void, locale: () => Locale) {
  let peek: HTMLElement | null = null;
  let title: string | null = null;
  let timer = 0;
  let count = 0;

  function quiet(): void {
    peek?.remove();
    peek = null;
    clearInterval(timer);
    count = 0;
    if (title !== null) document.title = title;
    title = null;
  }

  function show({ from, text }: Line): void {
    peek?.remove();
    const words = wordsIn(locale());
    const make = (tag: string, className: string, content = ''): HTMLElement =>
      Object.assign(document.createElement(tag), { className, textContent: content });
    const box = make('div', 'peek');
    box.dataset.yk = 'peek';
    const line = Object.assign(make('button', 'peek-line'), { type: 'button' });
    line.append(make('b', '', from), make('span', '', text.slice(0, 160)));
    line.addEventListener('click', open);
    const away = Object.assign(make('button', 'peek-away', '×'), { type: 'button' });
    away.setAttribute('aria-label', words.peekAway);
    away.addEventListener('click', () => {
      peek?.remove();
      peek = null;
    });
    box.append(line, away);
    frame.append(box);
    peek = box;
  }

  function blink(): void {
    if (document.visibilityState === 'visible') return;
    title ??= document.title;
    const own = title;
    const said = fill(wordsIn(locale()).titleNew, { count });
    clearInterval(timer);
    document.title = said;
    timer = window.setInterval(() => {
      // The page has given itself another title meanwhile: that one stays.
      if (document.title !== own && document.title !== said) return quiet();
      document.title = document.title === own ? said : own;
    }, 1500);
  }

  return {
    /** `hidden`: the panel is not in sight. */
    tell(line: Line, { hidden, sound }: { readonly hidden: boolean; readonly sound: boolean }): void {
      count += 1;
      if (sound && navigator.userActivation?.hasBeenActive !== false) ring();
      if (hidden) show(line);
      blink();
    },
    quiet,
  };
}
