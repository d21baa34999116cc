import type { launcherZh } from '../locales/zh-CN.ts';
import type { Way } from '../ways.ts';

type Words = Record<keyof typeof launcherZh, string>;

export type Look = {
  readonly open: boolean;
  readonly busy: boolean;
  readonly failed: boolean;
  /** Where else to turn when it failed (C8). */
  readonly ways: readonly Way[];
  readonly unread: number;
  /** Beside the icon; '' for none. */
  readonly label: string;
};

export type LauncherButton = {
  show(look: Look, words: Words): void;
  focus(): void;
};

type Given = Readonly<Record<string, string>>;

function give<E extends Element>(element: E, attributes: Given): E {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

/** Drawn by hand: a page under Trusted Types does not allow markup from text. */
function icon(className: string, path: string): SVGElement {
  const make = (tag: string, attributes: Given) =>
    give(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes);
  const svg = make('svg', { viewBox: '0 0 24 24', class: className, 'aria-hidden': 'true' });
  svg.append(make('path', { d: path }));
  return svg;
}

function make(tag: string, attributes: Given): HTMLElement {
  return give(document.createElement(tag), attributes);
}

/** The round button and, where the panel did not load, the line that says so. */
export function makeButton(frame: HTMLElement, press: () => void): LauncherButton {
  const region = make('div', { role: 'region' });
  const button = make('button', {
    type: 'button',
    class: 'launcher',
    'data-yk': 'launcher',
    'aria-haspopup': 'dialog',
  });
  const badge = make('span', { class: 'badge', 'data-yk': 'unread', 'aria-hidden': 'true' });
  const text = make('span', { class: 'label' });
  button.append(
    icon('talk', 'M4 5h16v11H11l-4 4v-4H4zM8 10.5h.01M12 10.5h.01M16 10.5h.01'),
    icon('down', 'M6 9.5l6 6 6-6'),
    text,
    badge,
  );
  const failed = make('div', { class: 'failed', role: 'alert' });
  button.addEventListener('click', press);
  // The number on the badge is for the eye; this is said aloud when it changes.
  const status = make('span', { class: 'unseen', role: 'status' });
  region.append(failed, button, status);
  frame.append(region);

  return {
    show({ open, busy, failed: isFailed, ways, unread, label }, words) {
      text.textContent = label;
      frame.toggleAttribute('data-open', open);
      frame.toggleAttribute('data-busy', busy);
      badge.textContent = unread > 0 ? (unread > 99 ? '99+' : String(unread)) : '';
      // What is read on it is part of what it is called.
      const name = open ? words.close : label || words.open;
      const news = unread > 0 && !open ? words.unread.replace('{count}', `${unread}`) : '';
      if (status.textContent !== news) status.textContent = news;
      give(region, { 'aria-label': words.region });
      give(button, {
        'aria-expanded': `${open}`,
        'aria-label': news ? `${name} · ${news}` : name,
      });
      failed.replaceChildren(
        ...(isFailed ? [words.loadFailed] : []),
        ...ways.map(({ is, link: href, text }) =>
          Object.assign(make('a', { href, target: '_blank', rel: 'noopener' }), {
            textContent: is === 'form' ? words.form : text,
          }),
        ),
      );
    },
    focus: () => button.focus(),
  };
}
