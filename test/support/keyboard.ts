import type { Locator, Page } from 'playwright-core';
import { byId, handsAreThere } from './app-page.ts';

/**
 * Somebody at a desk who has a keyboard and eyes, and no mouse: nothing here clicks, focuses or fills. What can be
 * done with it can be done by keys alone.
 */
export type KeyboardUser = {
  /** Keys one after the other, each with what is held: `Control+K`, `Tab`. */
  readonly press: (...keys: readonly string[]) => Promise<void>;
  readonly type: (text: string) => Promise<void>;
  /** Enter, no sooner after a switch to another customer than a hand does it. */
  readonly enter: (keys?: 'Enter' | 'Control+Enter') => Promise<void>;
  /** Waits until this is on the screen, with this text in it; `state`: more of a selector. */
  readonly sees: (name: string, text?: string | RegExp, state?: string) => Promise<void>;
  /** Waits until this field says that. */
  readonly reads: (name: string, text: string) => Promise<void>;
  /** Waits until it is not there any more. */
  readonly misses: (name: string, text?: string | RegExp) => Promise<void>;
  /** Goes on by Tab until this has the focus. */
  readonly tabTo: (name: string) => Promise<void>;
  /** Goes on by F6 until the focus is in this part of the window. */
  readonly goTo: (region: string) => Promise<void>;
  /** Waits until this has the focus. */
  readonly isIn: (name: string) => Promise<void>;
  /** Does what goes by that name in the list of everything one can do. */
  readonly does: (query: string) => Promise<void>;
  /** Asks for files by these keys, and answers the system's dialog, which is not the page's. */
  readonly choosesFiles: (keys: string, files: Parameters<Locator['setInputFiles']>[0]) => Promise<void>;
  /** How often a mouse, a finger or a pen was used in this window since. */
  readonly pointers: () => Promise<number>;
};

export async function sitDown(page: Page): Promise<KeyboardUser> {
  await page.evaluate(() => {
    const counts = { pointers: 0 };
    Object.assign(window, { __pointers: counts });
    for (const kind of ['pointerdown', 'mousedown', 'touchstart', 'wheel']) {
      addEventListener(kind, () => counts.pointers++, { capture: true });
    }
  });
  const { keyboard } = page;
  const part = (name: string, text?: string | RegExp) =>
    (text === undefined ? byId(page, name) : byId(page, name).filter({ hasText: text })).first();
  const press = async (...keys: readonly string[]) => {
    for (const key of keys) await keyboard.press(key);
  };
  const hasFocus = (selector: string) =>
    page.evaluate((of) => document.activeElement?.closest(of) != null, selector);
  const until = async (key: string, selector: string) => {
    for (let n = 0; n < 40; n += 1) {
      if (await hasFocus(selector)) return;
      await keyboard.press(key);
    }
    throw new Error(`${selector} is not reached by ${key}`);
  };
  const isIn: KeyboardUser['isIn'] = async (name) => {
    await page.waitForFunction((of) => document.activeElement?.getAttribute('data-testid') === of, name);
  };
  return {
    press,
    type: (text) => keyboard.type(text),
    enter: async (keys = 'Enter') => {
      await handsAreThere(page);
      await keyboard.press(keys);
    },
    sees: (name, text, state = '') =>
      page
        .locator(`[data-testid="${name}"]${state}`, text === undefined ? {} : { hasText: text })
        .first()
        .waitFor(),
    reads: async (name, text) => {
      await page.waitForFunction(
        ([of, said]) =>
          document.querySelector<HTMLInputElement>(`[data-testid="${of}"]`)?.value.includes(said) === true,
        [name, text] as const,
      );
    },
    misses: (name, text) => part(name, text).waitFor({ state: 'hidden' }),
    tabTo: (name) => until('Tab', `[data-testid="${name}"]`),
    goTo: (region) => until('F6', `[data-region="${region}"]`),
    isIn,
    does: async (query) => {
      await keyboard.press('Control+K');
      await isIn('palette-field');
      await keyboard.type(query);
      await page.locator('[data-testid^="palette-"][aria-selected="true"]', { hasText: query }).waitFor();
      await keyboard.press('Enter');
      await byId(page, 'palette').waitFor({ state: 'detached' });
    },
    choosesFiles: async (keys, files) => {
      const [chooser] = await Promise.all([page.waitForEvent('filechooser'), keyboard.press(keys)]);
      await chooser.setFiles(files);
    },
    pointers: () => page.evaluate(() => (Reflect.get(window, '__pointers') as { pointers: number }).pointers),
  };
}
