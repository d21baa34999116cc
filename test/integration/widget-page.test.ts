import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { axeFaults } from '../support/axe.ts';
import { keepPicture } from '../support/pictures.ts';
import {
  bubbles,
  message,
  online,
  openPanel,
  part,
  startWidgetStage,
  type WidgetStage,
  write,
} from './widget-stage.ts';

let stage: WidgetStage;
beforeAll(async () => {
  stage = await startWidgetStage();
});
afterEach(() => stage.leave());
afterAll(() => stage?.stop());

/**
 * In the page: how every element of the widget is set, and where. What moves or is decided by the
 * time of day is left out.
 */
function looks(): readonly string[] {
  const root = document.querySelector('yingke-widget')?.shadowRoot;
  const left = /^(--|animation|transition|perspective-origin|transform-origin)/u;
  return [...(root?.querySelectorAll('*') ?? [])].map((element) => {
    const style = getComputedStyle(element);
    const { x, y, width, height } = element.getBoundingClientRect();
    const names = [...style].filter((name) => !left.test(name)).sort();
    const set = names.map((name) => `${name}:${style.getPropertyValue(name)}`);
    return `${element.tagName}.${element.getAttribute('class')} ${[x, y, width, height]} ${set.join(';')}`;
  });
}

const focused = (page: Page): Promise<string | null> =>
  page.evaluate(() => {
    const inside = document.querySelector('yingke-widget')?.shadowRoot?.activeElement;
    return inside?.getAttribute('data-yk') ?? null;
  });

describe('the widget on any page', () => {
  it('looks the same under the worst styles as on a page without any', async () => {
    const plain = await stage.visit('fixture-strict.html');
    const hostile = await stage.visit('fixture-hostile.html');
    const seen: (readonly string[])[] = [];
    for (const { page } of [plain, hostile]) {
      await part(page, 'launcher').waitFor();
      const closed = await page.evaluate(looks);
      await openPanel(page);
      await online(page);
      await part(page, 'input').fill('看得见吗');
      await part(page, 'send').hover();
      seen.push([...closed, ...(await page.evaluate(looks))]);
    }
    expect(seen[0]?.length).toBeGreaterThan(30);
    expect(seen[1]).toEqual(seen[0]);
    const { page } = hostile;
    await part(page, 'send').click();
    await message(page, '看得见吗', { state: 'sent' }).waitFor();
    const box = await part(page, 'launcher').boundingBox();
    expect(box).toEqual({ x: 1280 - 76, y: 800 - 76, width: 56, height: 56 });
    await keepPicture(page, 'widget-hostile');
  });

  it('takes the colours of the system as they change, unless the page has chosen', async () => {
    const { page } = await stage.visit('fixture-strict.html', { colorScheme: 'light' });
    await openPanel(page);
    const colours = () =>
      part(page, 'panel').evaluate((panel) => {
        const { backgroundColor, colorScheme } = getComputedStyle(panel);
        return [backgroundColor, colorScheme];
      });
    const light = await colours();
    expect(light[1]).toBe('light');
    await page.emulateMedia({ colorScheme: 'dark' });
    await expect.poll(async () => (await colours())[1]).toBe('dark');
    expect((await colours())[0]).not.toBe(light[0]);
    await page.evaluate("yingke('theme', 'light')");
    await expect.poll(colours).toEqual(light);
    await page.emulateMedia({ colorScheme: 'light' });
    await page.evaluate("yingke('theme', 'dark')");
    await expect.poll(async () => (await colours())[1]).toBe('dark');
  });

  it('needs no more of a Content-Security-Policy than is documented', async () => {
    const { page, faults } = await stage.visit('fixture-strict.html');
    await openPanel(page);
    await write(page, '严格');
    await message(page, '严格', { state: 'sent' }).waitFor();
    expect(await part(page, 'panel').evaluate((panel) => getComputedStyle(panel).width)).toBe('380px');
    expect(faults).toEqual([]);
  });

  it('comes back when the page throws its content away', async () => {
    const { page } = await stage.visit();
    await openPanel(page);
    await write(page, '页面换了');
    await message(page, '页面换了', { state: 'sent' }).waitFor();
    await page.evaluate(() => document.body.replaceChildren());
    await message(page, '页面换了').waitFor();
    await page.evaluate(() => document.body.replaceWith(document.createElement('body')));
    await message(page, '页面换了').waitFor();
    await write(page, '还在');
    await message(page, '还在', { state: 'sent' }).waitFor();
  });

  it('stays above a page that covers everything, and under its modal dialogs', async () => {
    const { page } = await stage.visit();
    await page.evaluate(() => {
      const cover = document.createElement('div');
      cover.style.cssText = 'position:fixed;inset:0;z-index:2147483647;background:#fff';
      document.documentElement.append(cover);
    });
    await openPanel(page);
    await page.evaluate(() => {
      const dialog = document.createElement('dialog');
      document.body.append(dialog);
      dialog.showModal();
    });
    await expect(part(page, 'close').click({ timeout: 500 })).rejects.toThrow();
  });

  it('says so when the panel cannot be loaded, and tries again', async () => {
    const { page } = await stage.visit();
    await page.route('**/widget/panel-*.js*', (route) => route.abort());
    await part(page, 'launcher').click();
    const alert = page.locator('yingke-widget .failed[role="alert"]');
    await expect.poll(() => alert.textContent()).toContain('没有加载成功');
    expect(await part(page, 'launcher').getAttribute('aria-expanded')).toBe('false');
    await page.unroute('**/widget/panel-*.js*');
    await openPanel(page);
    expect(await alert.textContent()).toBe('');
  });

  it("keeps what is typed from the page's single-key shortcuts", async () => {
    const { page } = await stage.visit();
    await page.evaluate(() => {
      const heard: string[] = [];
      Object.assign(window, { heard });
      for (const type of ['keydown', 'keypress', 'keyup'])
        document.addEventListener(type, () => heard.push(type));
    });
    await openPanel(page);
    await part(page, 'input').pressSequentially('s/?');
    expect(await page.evaluate('window.heard')).toEqual([]);
  });
});

describe('by keyboard', () => {
  it('everything can be reached, said and left', async () => {
    const { page } = await stage.visit();
    await part(page, 'launcher').waitFor();
    await page.keyboard.press('Shift+Tab');
    await expect.poll(() => focused(page)).toBe('launcher');
    await page.keyboard.press('Enter');
    await part(page, 'panel').waitFor();
    await expect.poll(() => focused(page)).toBe('input');
    await page.keyboard.type('只用键盘');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type('第二行');
    await page.keyboard.press('Tab');
    await expect.poll(() => focused(page)).toBe('send');
    await page.keyboard.press('Enter');
    await message(page, '只用键盘', { state: 'sent' }).waitFor();
    expect(await bubbles(page)).toEqual(['只用键盘\n第二行']);
    expect(await focused(page)).toBe('input');
    // In the queue by now, where a message can be left instead.
    await part(page, 'leave').waitFor();
    for (const stop of ['attach', 'emoji', 'leave', 'about-it', 'log', 'close', 'more']) {
      await page.keyboard.press('Shift+Tab');
      await expect.poll(() => focused(page)).toBe(stop);
    }
    await page.keyboard.press('Escape');
    await part(page, 'panel').waitFor({ state: 'hidden' });
    expect(await focused(page)).toBe('launcher');
  });

  it('Enter and Escape belong to the input method while a word is being composed', async () => {
    const { page, context } = await stage.visit();
    await openPanel(page);
    await online(page);
    const input = await context.newCDPSession(page);
    await input.send('Input.imeSetComposition', { text: 'nihao', selectionStart: 5, selectionEnd: 5 });
    for (const key of ['Enter', 'Escape']) {
      await input.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', windowsVirtualKeyCode: 229, key });
      await input.send('Input.dispatchKeyEvent', { type: 'keyUp', key });
    }
    expect(await part(page, 'panel').isVisible()).toBe(true);
    await input.send('Input.insertText', { text: '你好' });
    expect(await part(page, 'input').inputValue()).toBe('你好');
    expect(await bubbles(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await message(page, '你好', { state: 'sent' }).waitFor();
  });

  it('text that is too long is counted and not sent, and nothing of it is lost', async () => {
    const { page } = await stage.visit('', { locale: 'en' });
    await openPanel(page);
    await write(page, 'x'.repeat(8001));
    expect(await page.locator('yingke-widget .left').textContent()).toContain('1 characters too long');
    expect(await part(page, 'send').isDisabled()).toBe(true);
    await page.reload();
    await openPanel(page);
    expect((await part(page, 'input').inputValue()).length).toBe(8001);
    await write(page, '长'.repeat(8000));
    await message(page, '长长', { state: 'sent' }).waitFor();
    expect(await part(page, 'input').inputValue()).toBe('');
  });
});

describe('on a phone', () => {
  const phone = {
    viewport: { width: 390, height: 844 },
    isMobile: true,
    hasTouch: true,
    deviceScaleFactor: 2,
  };

  it('takes the whole screen, with targets for a finger and a field that does not zoom', async () => {
    const { page } = await stage.visit('?product=lamp', phone);
    await part(page, 'launcher').waitFor();
    await keepPicture(page, 'widget-phone-shop');
    await part(page, 'launcher').tap();
    await part(page, 'panel').waitFor();
    expect(await part(page, 'panel').boundingBox()).toEqual({ x: 0, y: 0, width: 390, height: 844 });
    expect(await part(page, 'launcher').isVisible()).toBe(false);
    expect(await part(page, 'panel').getAttribute('aria-modal')).toBe('true');
    await write(page, '台灯还有货吗');
    await message(page, '台灯还有货吗', { state: 'sent' }).waitFor();
    for (const name of ['close', 'more', 'emoji', 'attach', 'send', 'input']) {
      const box = await part(page, name).boundingBox();
      expect(Math.min(box?.width ?? 0, box?.height ?? 0), name).toBeGreaterThanOrEqual(44);
    }
    expect(await part(page, 'input').evaluate((field) => getComputedStyle(field).fontSize)).toBe('16px');
    await keepPicture(page, 'widget-phone-zh-light');
    await part(page, 'leave').waitFor();
    // Nothing to send: that button is no stop, and Tab goes round inside.
    const stops = ['more', 'close', 'log', 'about-it', 'leave', 'emoji', 'attach', 'input', 'more'];
    for (const stop of stops) {
      await page.keyboard.press('Tab');
      await expect.poll(() => focused(page)).toBe(stop);
    }
    await part(page, 'close').tap();
    await part(page, 'launcher').waitFor();
  });

  it('makes room for the keyboard', async () => {
    const { page } = await stage.visit('', { ...phone, locale: 'en', colorScheme: 'dark' });
    await openPanel(page);
    await online(page);
    for (let i = 0; i < 14; i++) await write(page, `line ${i}`);
    await message(page, 'line 13', { state: 'sent' }).waitFor();
    await page.setViewportSize({ width: 390, height: 480 });
    await expect.poll(async () => (await part(page, 'panel').boundingBox())?.height).toBe(480);
    // The log goes to its end with the frame after the one that made it smaller.
    await expect
      .poll(async () => {
        const last = await message(page, 'line 13').boundingBox();
        const field = await part(page, 'input').boundingBox();
        return (last?.y ?? 0) + (last?.height ?? 0) < (field?.y ?? 0);
      })
      .toBe(true);
    await keepPicture(page, 'widget-phone-en-dark');
  });
});

describe('axe finds nothing to complain of', () => {
  const check = (page: Page) => axeFaults(page, 'yingke-widget');

  it.each([
    ['zh-CN', 'light', false],
    ['en', 'dark', true],
  ] as const)('in %s, %s, phone: %s', async (locale, colorScheme, isPhone) => {
    const viewport = isPhone ? { width: 390, height: 844 } : { width: 1280, height: 800 };
    const { page } = await stage.visit('', { locale, colorScheme, viewport, isMobile: isPhone });
    await part(page, 'launcher').waitFor();
    expect(await check(page)).toEqual([]);
    await openPanel(page);
    await online(page);
    expect(await check(page)).toEqual([]);
    await write(page, 'one https://shop.example');
    await message(page, 'one', { state: 'sent' }).waitFor();
    await part(page, 'input').fill('x'.repeat(8001));
    expect(await check(page)).toEqual([]);
  });

  it('on the demo shop itself', async () => {
    const { page } = await stage.visit();
    for (const path of ['', '?product=watch', '?page=order', '?page=cart']) {
      await page.goto(stage.site + path);
      await part(page, 'launcher').waitFor();
      expect(await axeFaults(page), path).toEqual([]);
    }
  });
});
