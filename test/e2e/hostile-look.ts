import type { Page } from 'playwright-core';

/** Where a program that had been talked into something would show it. */
export type HostileWatch = {
  /** Everything that was said in the console as an error, asked of the user or requested from elsewhere. */
  readonly heard: readonly string[];
  /** What is wrong with the window now; `marker` stands in every hostile text. */
  readonly faults: (marker: string, where?: Where) => Promise<readonly string[]>;
};

/** `elsewhere`: on a screen on which nothing is written to customers. */
type Where = 'desk' | 'elsewhere';

/** Watches the desk's window from now on. */
export async function watchHostile(page: Page): Promise<HostileWatch> {
  const heard: string[] = [];
  const own = new URL(page.url());
  page.on('console', (message) => {
    if (message.type() === 'error') heard.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => heard.push(`error: ${error.message}`));
  page.on('dialog', (dialog) => {
    heard.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol !== own.protocol || url.host !== own.host) heard.push(`request: ${request.url()}`);
  });
  await page.evaluate(countRisky);
  return { heard, faults: (marker, where = 'desk') => page.evaluate(look, { marker, where }) };
}

/** Elements that our own page has, of those that nobody else may bring in. */
function countRisky(): void {
  const risky =
    'script,iframe,frame,frameset,object,embed,link,style,meta,base,form,video,audio,source,track,math,foreignObject,animate,set,use,image,portal,template,details,marquee,area,map,applet,keygen';
  const count = () => risky.split(',').map((name) => `${name} ${document.getElementsByTagName(name).length}`);
  Object.assign(window, { __risky: { count, before: count() } });
}

/** It is sent into the page as its own source, so it must not use anything from outside itself. */
function look({ marker, where }: { marker: string; where: Where }): string[] {
  const faults: string[] = [];
  const say = (what: string, e: Element | null) =>
    faults.push(
      `${what}: ${e === null ? '' : `<${e.tagName.toLowerCase()} ${e.getAttribute('data-testid') ?? e.className}> ${e.textContent?.slice(0, 40) ?? ''}`}`,
    );
  if (Reflect.has(window, '__ran')) say('it ran', null);
  if (Reflect.has(Object.prototype, 'ran')) say('it reached the prototype', null);
  const { count, before } = Reflect.get(window, '__risky') as { count: () => string[]; before: string[] };
  const now = count();
  before.forEach((one, at) => {
    // The code of a part that is read when it is needed comes by a link and a style of ours.
    if (now[at] !== one && !/^(link|style|script) /u.test(one)) say(`${one} became ${now[at]}`, null);
  });
  for (const e of document.querySelectorAll('*')) {
    for (const { name, value } of e.attributes) {
      if (/^on/iu.test(name)) say(`a handler in ${name}`, e);
      if (/^(href|src|srcset|action|formaction|data|poster|ping|xlink:href)$/iu.test(name)) {
        const isOwn =
          /^(data:,)?$/u.test(value) ||
          new URL(value.split(' ')[0] ?? '', location.href).host === location.host;
        if (!isOwn) say(`${name}=${value.slice(0, 60)}`, e);
      }
    }
  }

  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth || document.body.scrollWidth > root.clientWidth)
    say('the window scrolls sideways', null);
  if (root.scrollHeight > root.clientHeight) say('the window scrolls down', null);
  if (root.dir === 'rtl') say('the window is turned', null);

  /** What is seen of an element inside `frame`, whose ancestors may cut it off. */
  const seen = (e: Element, frame: Element): DOMRect => {
    let { left, right, top, bottom } = e.getBoundingClientRect();
    for (let up = e.parentElement; up !== null && up !== frame; up = up.parentElement) {
      const style = getComputedStyle(up);
      const box = up.getBoundingClientRect();
      if (style.overflowX !== 'visible') {
        left = Math.max(left, box.left);
        right = Math.min(right, box.right);
      }
      if (style.overflowY !== 'visible') {
        top = Math.max(top, box.top);
        bottom = Math.min(bottom, box.bottom);
      }
    }
    return new DOMRect(left, top, Math.max(0, right - left), Math.max(0, bottom - top));
  };
  const open = document.querySelector('dialog[open]');
  const frames = [
    ...document.querySelectorAll('.shell-list,.shell-main,.shell-context,header,footer'),
    ...(open === null ? [] : [open]),
  ];
  for (const frame of frames) {
    const box = frame.getBoundingClientRect();
    if (box.width === 0) continue;
    for (const e of frame.querySelectorAll('*')) {
      if (
        e.closest('dialog') !== frame.closest('dialog') ||
        e.closest('[popover],.sr-only,svg,[role="separator"]') !== null
      )
        continue;
      const { left, right } = e.getBoundingClientRect();
      if (left >= box.left - 2 && right <= box.right + 2) continue;
      const at = seen(e, frame);
      if (at.width < 1 || at.height < 1) continue;
      if (at.left < box.left - 2 || at.right > box.right + 2) say('it stands out sideways', e);
    }
  }

  // What they wrote is kept apart from what stands beside it: its direction, and marks over its lines.
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let shown = 0;
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (node.textContent?.includes(marker) !== true || parent === null) continue;
    if (parent.closest('textarea,option,title,.sr-only,[hidden]') !== null) continue;
    shown += 1;
    if (parent.closest('.foreign') === null) say('not kept apart', parent);
  }
  if (shown === 0) say('nothing of it is on the screen', null);

  const field = document.querySelector('[data-pane="active"] [data-testid="composer-input"]');
  if (open === null && where === 'desk') {
    const box = field?.getBoundingClientRect();
    const top = box && document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    if (box === undefined || box.height < 20 || box.bottom > innerHeight || top !== field)
      say('the composer is not reached', field);
  }
  return faults.slice(0, 12);
}
