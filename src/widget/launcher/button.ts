import { fill } from '../locales/fill.ts';
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
};

export type LauncherButton = {
  show(look: Look, words: Words): void;
  focus(): void;
};

/** Drawn by hand: a page under Trusted Types does not allow markup from text. */
function icon(className: string, path: string): SVGElement {
  const namespace = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(namespace, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', className);
  svg.setAttribute('aria-hidden', 'true');
  const line = document.createElementNS(namespace, 'path');
  line.setAttribute('d', path);
  svg.append(line);
  return svg;
}

/** The round button and, where the panel did not load, the line that says so. */
export function makeButton(frame: HTMLElement, press: () => void): LauncherButton {
  const region = document.createElement('div');
  region.setAttribute('role', 'region');
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'launcher';
  button.dataset.yk = 'launcher';
  button.setAttribute('aria-haspopup', 'dialog');
  const badge = document.createElement('span');
  badge.className = 'badge';
  badge.dataset.yk = 'unread';
  badge.setAttribute('aria-hidden', 'true');
  button.append(
    icon(
      'talk',
      'M12 4c5 0 8.5 3.2 8.5 7.3s-3.5 7.3-8.5 7.3c-.9 0-1.8-.1-2.6-.3L5 20.5l.8-3.6C4.3 15.5 3.5 13.6 3.5 11.3 3.5 7.2 7 4 12 4zM8.4 11.3h.01M12 11.3h.01M15.6 11.3h.01',
    ),
    icon('down', 'M6 9.5l6 6 6-6'),
    badge,
  );
  const failed = document.createElement('div');
  failed.className = 'failed';
  failed.setAttribute('role', 'alert');
  button.addEventListener('click', press);
  // The number on the badge is for the eye; this is said aloud when it changes.
  const status = document.createElement('span');
  status.className = 'unseen';
  status.setAttribute('role', 'status');
  region.append(failed, button, status);
  frame.append(region);

  return {
    show({ open, busy, failed: isFailed, ways, unread }, words) {
      frame.toggleAttribute('data-open', open);
      frame.toggleAttribute('data-busy', busy);
      badge.textContent = unread > 0 ? (unread > 99 ? '99+' : String(unread)) : '';
      const name = open ? words.close : words.open;
      const news = unread > 0 && !open ? fill(words.unread, { count: unread }) : '';
      if (status.textContent !== news) status.textContent = news;
      region.setAttribute('aria-label', words.region);
      button.setAttribute('aria-expanded', String(open));
      button.setAttribute('aria-busy', String(busy));
      button.setAttribute('aria-label', news ? `${name} · ${news}` : name);
      failed.replaceChildren(
        ...(isFailed ? [words.loadFailed] : []),
        ...ways.map(({ is, link: href, text }) =>
          Object.assign(document.createElement('a'), {
            href,
            textContent: is === 'form' ? words.form : text,
            ...(is === 'form' && { target: '_blank', rel: 'noopener' }),
          }),
        ),
      );
    },
    focus: () => button.focus(),
  };
}
