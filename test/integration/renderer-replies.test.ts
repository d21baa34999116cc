import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Fake } from '../support/renderer-harness/fake-bridge.ts';
import type { Stage } from '../support/renderer-harness/stage.ts';
import { raiseStage } from '../support/renderer-harness/stage.ts';
import { composer, fromEnd, scenarioOf } from './renderer-stage.ts';

/** Canned replies in the composer, by keyboard. 王晓雯 is shown, and 林悦 answers. */

let stage: Stage;
beforeAll(async () => {
  stage = await raiseStage();
});
afterAll(() => stage.close());

const list = (page: Page) => page.getByTestId('slash-replies');
const options = (page: Page) => page.getByTestId('slash-reply');
const chosen = (page: Page) => page.locator('[data-testid="slash-reply"][aria-selected="true"]');
const value = (page: Page) => composer(page).inputValue();
const marked = (page: Page) =>
  composer(page).evaluate((field) => {
    const { selectionStart, selectionEnd } = field as HTMLTextAreaElement;
    return [selectionStart, selectionEnd];
  });
const open = async (typed: string, name = 'usual') => {
  const seen = await stage.open(scenarioOf(name));
  await composer(seen.page).focus();
  await seen.page.keyboard.type(typed);
  return seen;
};
const greeting = '王晓雯好，我是林悦，请问有什么可以帮您？';

describe('/', () => {
  it('finds, is chosen with the arrows, and Enter inserts it filled in, once, without sending', async () => {
    const { page, calls, troubles } = await open('/');
    await list(page).waitFor();
    expect(await chosen(page).textContent()).toContain('/nh');
    expect(await chosen(page).textContent()).toContain(greeting);
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => chosen(page).textContent()).toContain('/sd');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    await expect.poll(() => options(page).last().getAttribute('aria-selected')).toBe('true');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect.poll(() => value(page)).toBe(greeting);
    await list(page).waitFor({ state: 'detached' });
    expect(await calls('conversations.send')).toEqual([]);
    expect(await calls('replies.used')).toHaveLength(1);
    await page.keyboard.press('Enter');
    await page.getByTestId('entry').filter({ hasText: greeting }).waitFor();
    expect(troubles).toEqual([]);
    await page.close();
  });

  it('works after Chinese text and again after what was inserted; one undo takes one out', async () => {
    const { page } = await open('王女士，/nh');
    await list(page).waitFor();
    await page.keyboard.press('Tab');
    await expect.poll(() => value(page)).toBe(`王女士，${greeting}`);
    await page.keyboard.type(' /sd');
    await options(page).filter({ hasText: '稍等' }).waitFor();
    await page.keyboard.press('Enter');
    await expect.poll(() => value(page)).toBe(`王女士，${greeting} 好的，请您稍等，我马上为您核实一下。`);
    await page.keyboard.press('Control+z');
    await expect.poll(() => value(page)).toBe(`王女士，${greeting} /sd`);
    await page.close();
  });

  it('an Enter that is faster than the search inserts what was typed, not what was there before; it is undone as well', async () => {
    const { page, calls } = await open('/');
    await list(page).waitFor();
    await page.evaluate(() => {
      const { fake } = window as unknown as { fake: Fake };
      fake.after['replies.search'] = new Promise<void>((resolve) => Object.assign(fake, { search: resolve }));
    });
    await page.keyboard.type('sd');
    await page.keyboard.press('Enter');
    await expect.poll(() => value(page)).toBe('/sd');
    await page.evaluate(() => (window as unknown as { fake: { search: () => void } }).fake.search());
    await expect.poll(() => value(page)).toBe('好的，请您稍等，我马上为您核实一下。');
    expect(await calls('conversations.send')).toEqual([]);
    await page.keyboard.press('Control+z');
    await expect.poll(() => value(page)).toBe('/sd');
    await page.close();
  });

  it('Esc closes it until another slash; nothing found leaves the keys alone', async () => {
    const { page, calls } = await open('/n');
    await list(page).waitFor();
    await page.keyboard.press('Escape');
    await list(page).waitFor({ state: 'detached' });
    await page.keyboard.type('h');
    await expect.poll(() => list(page).count()).toBe(0);
    await page.keyboard.type(' /nh');
    await list(page).waitFor();
    await page.keyboard.type('xyz');
    await list(page).waitFor({ state: 'detached' });
    await page.keyboard.press('Shift+Enter');
    await expect.poll(() => value(page)).toBe('/nh /nhxyz\n');
    await page.keyboard.type('https://example.com/nh 1/2');
    await expect.poll(() => list(page).count()).toBe(0);
    expect(await calls('conversations.send')).toEqual([]);
    await page.close();
  });

  it('leaves the keys to an input method', async () => {
    const { page } = await open('/');
    await list(page).waitFor();
    const keyboard = await page.context().newCDPSession(page);
    await keyboard.send('Input.imeSetComposition', { text: 'n', selectionStart: 1, selectionEnd: 1 });
    const enter = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 229 } as const;
    await keyboard.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...enter });
    await keyboard.send('Input.insertText', { text: '你好' });
    await keyboard.send('Input.dispatchKeyEvent', { type: 'keyUp', ...enter });
    await expect.poll(() => value(page)).toBe('/你好');
    await options(page).filter({ hasText: '你好' }).waitFor();
    await page.close();
  });

  it('never lies over what the customer wrote last', async () => {
    const { page } = await open('/');
    await list(page).waitFor();
    expect(await fromEnd(page)).toBeLessThan(2);
    const last = page.getByTestId('entry').filter({ hasText: '好的，那退款大概几天能到账？' });
    const [line, box] = [await last.boundingBox(), await list(page).boundingBox()];
    expect((line?.y ?? 0) + (line?.height ?? 0)).toBeLessThanOrEqual(box?.y ?? 0);
    await page.close();
  });

  it('what cannot be filled is marked, and holds the message until it is written', async () => {
    const { page, calls } = await open('/wl', 'slash');
    await list(page).waitFor();
    expect(await options(page).locator('[data-variable="unfilled"]').textContent()).toBe('{{order.id}}');
    await page.keyboard.press('Enter');
    await expect.poll(() => value(page)).toBe('您的订单 {{order.id}} 正在运输途中。');
    await expect.poll(() => marked(page)).toEqual([5, 17]);
    await page.keyboard.press('Enter');
    await page.getByTestId('composer-holds').getByText('{{order.id}}').waitFor();
    expect(await calls('conversations.send')).toEqual([]);
    await page.keyboard.type('20261114-0312');
    await page.keyboard.press('Enter');
    await page.getByTestId('entry').filter({ hasText: '您的订单 20261114-0312 正在运输途中。' }).waitFor();
    await page.close();
  });

  it('[A2] brings its files, once, as attachments of the answer; a note has none', async () => {
    const { page, calls, troubles } = await open('/thlc');
    await options(page).first().getByRole('img', { name: '2 个文件' }).waitFor();
    await page.keyboard.press('Enter');
    const tray = page.getByTestId('tray').getByRole('listitem');
    await expect.poll(() => tray.count()).toBe(2);
    await page.keyboard.type('/thlc');
    await options(page).first().waitFor();
    await page.keyboard.press('Enter');
    await expect.poll(() => value(page)).toMatch(/操作即可。退货步骤/u);
    await expect.poll(() => tray.count()).toBe(2);
    const added = (await calls('files.add')) as { file: { key: string; copyOf: string } }[];
    expect(new Set(added.map(({ file }) => file.copyOf)).size).toBe(2);
    await page.keyboard.press('Enter');
    await expect
      .poll(() => calls('conversations.send'))
      .toMatchObject([{ files: added.map(({ file }) => file.key) }]);
    await page.getByTestId('mode-note').click();
    await composer(page).focus();
    await page.keyboard.type('/thlc');
    await options(page).first().waitFor();
    await page.keyboard.press('Enter');
    await expect.poll(() => value(page)).toContain('操作即可');
    await expect.poll(() => calls('files.add')).toHaveLength(2);
    expect(troubles).toEqual([]);
    await page.close();
  });

  it('[A2] the number of an order that nobody has looked at is asked for, and put in where the text names it', async () => {
    const { page, troubles } = await stage.open(scenarioOf('usual'));
    await composer(page).waitFor();
    const answer = () =>
      page.evaluate(() => {
        const { fake } = window as unknown as { fake: Fake & { orders: () => void } };
        fake.orders();
      });
    await page.evaluate(() => {
      const { fake } = window as unknown as { fake: Fake };
      fake.after['customers.orders'] = new Promise<void>((orders) => Object.assign(fake, { orders }));
    });
    await page.keyboard.press('Control+3');
    await page.locator('[data-testid="composer-to"]', { hasText: 'Maria' }).waitFor();
    await composer(page).focus();
    await page.keyboard.type('/wl');
    await list(page).waitFor();
    await page.keyboard.press('Enter');
    await page.getByTestId('order-line').getByText('正在查询').waitFor();
    await expect.poll(() => value(page)).toBe('Your order {{order.id}} is on its way.');
    await page.keyboard.type(' Thank you');
    await answer();
    await expect.poll(() => value(page)).toBe('Your order 20261114-0312 is on its way. Thank you');
    await page.keyboard.type('!');
    await expect.poll(() => value(page)).toBe('Your order 20261114-0312 is on its way. Thank you!');
    await page.getByTestId('order-line').waitFor({ state: 'detached' });
    expect(troubles).toEqual([]);
    await page.close();
  });

  it('[A2] where there is no order the place for its number is marked, said, and held', async () => {
    const { customers, ...scenario } = scenarioOf('usual');
    if (customers === undefined) throw new Error('nobody is known');
    const orders = { state: 'failed', at: 0, fault: 'late', status: null, field: null } as const;
    const { page } = await stage.open({ ...scenario, customers: { ...customers, orders } });
    await composer(page).focus();
    await page.keyboard.type('/wl');
    await list(page).waitFor();
    await page.keyboard.press('Enter');
    await page.getByTestId('order-line').getByText('没有查到').waitFor();
    expect(await marked(page)).toEqual([5, 17]);
    await page.keyboard.type('20261114-0312');
    await page.getByTestId('order-line').waitFor({ state: 'detached' });
    await page.close();
  });

  it('is in the customer’s language, and by the mouse', async () => {
    const { page } = await stage.open(scenarioOf('usual'));
    await page.keyboard.press('Control+3');
    await page.locator('[data-testid="composer-to"]', { hasText: 'Maria' }).waitFor();
    await page.getByTestId('composer-replies').click();
    await options(page).filter({ hasText: 'How can I help you?' }).click();
    await expect.poll(() => value(page)).toBe('Hello Maria Costa, this is 林悦. How can I help you?');
    await expect.poll(() => composer(page).evaluate((field) => field === document.activeElement)).toBe(true);
    await page.close();
  });
});

describe('the panel beside the conversation', () => {
  const panel = (page: Page) => page.getByTestId('reply-panel');
  const items = (page: Page) => page.getByTestId('panel-reply');
  const openPanel = async (name = 'usual') => {
    const seen = await stage.open(scenarioOf(name));
    await composer(seen.page).fill('前后');
    await seen.page.keyboard.press('ArrowLeft');
    await seen.page.keyboard.press('Control+Shift+L');
    await items(seen.page).first().waitFor();
    return seen;
  };
  const focused = (page: Page) =>
    page.evaluate(() => document.activeElement?.getAttribute('data-testid') ?? '');

  it('goes into a folder and out of it by keys, and puts one in where the caret was', async () => {
    const { page, calls, troubles } = await openPanel();
    await expect.poll(() => focused(page)).toBe('reply-panel-words');
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => focused(page)).toBe('panel-folder');
    await page.getByTestId('panel-folder').filter({ hasText: '售后' }).focus();
    await page.keyboard.press('ArrowRight');
    await page.getByTestId('panel-path').getByText('售后').waitFor();
    await expect.poll(() => items(page).count()).toBe(3);
    await page.keyboard.press('Backspace');
    await page.getByTestId('panel-path').waitFor({ state: 'detached' });
    await page.keyboard.type('sd');
    await expect.poll(() => items(page).count()).toBe(1);
    await page.keyboard.press('Enter');
    await expect.poll(() => value(page)).toBe('前好的，请您稍等，我马上为您核实一下。后');
    await expect.poll(() => focused(page)).toBe('composer-input');
    await expect.poll(() => calls('replies.used')).toHaveLength(1);
    expect(await calls('conversations.send')).toEqual([]);
    await page.keyboard.press('Control+z');
    await expect.poll(() => value(page)).toBe('前后');
    expect(troubles).toEqual([]);
    await page.close();
  });

  it('by the mouse, in the customer’s language, and it stays as one goes on to the next', async () => {
    const { page } = await openPanel();
    await page.keyboard.type('nh');
    await expect.poll(() => items(page).count()).toBe(1);
    await page.keyboard.press('Control+3');
    await page.locator('[data-testid="composer-to"]', { hasText: 'Maria' }).waitFor();
    await items(page).filter({ hasText: 'Hello Maria Costa' }).click();
    await expect.poll(() => value(page)).toBe('Hello Maria Costa, this is 林悦. How can I help you?');
    await page.close();
  });

  it('fills in what the house keeps of the customer in fields of its own', async () => {
    const of = scenarioOf('reply-panel');
    const text = '{{customer.level}} · {{customer.points}} · {{customer.name}} · {{customer.none|无}}';
    const [first] = of.replies.replies;
    const replies = [{ ...first, texts: [{ language: 'zh-CN', text }] }] as typeof of.replies.replies;
    const { page } = await stage.open({ ...of, replies: { ...of.replies, replies } });
    await page.keyboard.press('Control+Shift+L');
    await items(page).filter({ hasText: '金卡' }).click();
    await expect.poll(() => value(page)).toBe('金卡 · 1260 · 王晓雯 · 无');
    await page.close();
  });

  it('puts nothing in where one cannot write, and says where nothing is found', async () => {
    const { page } = await stage.open(scenarioOf('closed'));
    await page.keyboard.press('Control+Shift+L');
    await items(page).first().waitFor();
    expect(await items(page).first().isDisabled()).toBe(true);
    await page.getByTestId('reply-panel-words').fill('没有这句');
    await panel(page).getByRole('status').waitFor();
    await page.close();
  });
});

describe('the screen of replies', () => {
  const item = (page: Page, title: string) => page.getByTestId('reply-item').filter({ hasText: title });
  const openScreen = async (name: string) => {
    const seen = await stage.open(scenarioOf(name));
    await seen.page.getByTestId('part-replies').click();
    await isThere(seen.page);
    return seen;
  };
  const isThere = (page: Page) => page.getByTestId('replies').waitFor();

  it('a new one is written, filled with a variable, seen as the customer would, and saved', async () => {
    const { page, calls, troubles } = await openScreen('replies');
    await page.getByTestId('reply-add').click();
    await expect.poll(() => page.getByTestId('reply-save').isDisabled()).toBe(true);
    await page.getByTestId('reply-title').fill('催单');
    await page.getByTestId('reply-shortcut').fill('/cd');
    await page.getByTestId('reply-folder').fill(' 物流 / 催单 ');
    await page.getByTestId('reply-text').fill('已为您催促，');
    await page.getByTestId('reply-variable').first().click();
    await expect.poll(() => page.getByTestId('reply-preview').textContent()).toBe('已为您催促，王芳');
    await page.getByTestId('reply-save').click();
    await item(page, '催单').getByText('/cd').waitFor();
    expect(await calls('replies.save')).toMatchObject([
      {
        version: 0,
        content: {
          scope: { is: 'personal' },
          folder: '物流/催单',
          shortcut: 'cd',
          texts: [{ language: 'zh-CN', text: '已为您催促，{{customer.name}}' }],
        },
      },
    ]);
    await page.getByTestId('replies-place').filter({ hasText: '催单' }).waitFor();
    expect(troubles).toEqual([]);
    await page.close();
  });

  it('an agent reads what is everyone’s and makes a copy of their own', async () => {
    const { page } = await openScreen('replies');
    await item(page, '稍等').click();
    await expect.poll(() => page.getByTestId('reply-title').isDisabled()).toBe(true);
    await expect.poll(() => page.getByTestId('reply-delete').count()).toBe(0);
    await page.getByTestId('reply-copy').click();
    await expect.poll(() => page.getByTestId('reply-scope').inputValue()).toBe('personal');
    await expect.poll(() => page.getByTestId('reply-title').inputValue()).toBe('稍等 的副本');
    await page.close();
  });

  it('what is not saved stays while one looks at others; a shortcut that is there twice is said', async () => {
    const { page, calls } = await openScreen('replies-edit');
    await item(page, '你好').click();
    await page.getByTestId('reply-shortcut').fill('sd');
    await expect.poll(() => page.getByTestId('reply-same').textContent()).toContain('稍等');
    await item(page, '稍等').click();
    await item(page, '你好').click();
    await expect.poll(() => page.getByTestId('reply-shortcut').inputValue()).toBe('sd');
    await page.getByTestId('reply-discard').click();
    await expect.poll(() => page.getByTestId('reply-shortcut').inputValue()).toBe('nh');
    expect(await calls('replies.save')).toEqual([]);
    await page.close();
  });

  it('[A2] files are put to it and taken from it, and saved with it; a file that is too large is said', async () => {
    const { page, calls } = await openScreen('replies-files');
    await page.getByTestId('reply-item').filter({ hasText: '退货流程' }).click();
    const files = page.getByTestId('reply-files').getByRole('listitem');
    await expect.poll(() => files.count()).toBe(2);
    await files.first().getByRole('button').click();
    await expect.poll(() => files.count()).toBe(1);
    const input = page.getByTestId('reply-file-input');
    const buffer = Buffer.from('a,b');
    await input.setInputFiles({ name: 'new.csv', mimeType: 'text/csv', buffer });
    await expect.poll(() => files.count()).toBe(2);
    await page.getByTestId('reply-save').click();
    await expect.poll(() => calls('replies.save')).toHaveLength(1);
    const [saved] = (await calls('replies.save')) as { content: { files: string[] } }[];
    const [sent] = (await calls('files.upload')) as { file: { key: string } }[];
    expect(saved?.content.files.at(-1)).toBe(sent?.file.key);
    expect(saved?.content.files).toHaveLength(2);
    await page.getByTestId('export-note').waitFor();
    await input.setInputFiles({ name: 'none.csv', mimeType: 'text/csv', buffer: Buffer.alloc(0) });
    await page.getByTestId('reply-file-trouble').waitFor();
    expect(await files.count()).toBe(2);
    await page.close();
  });

  it('deleted, and put back', async () => {
    const { page } = await openScreen('replies-edit');
    await item(page, '稍等').click();
    await page.getByTestId('reply-delete').click();
    await item(page, '稍等').waitFor({ state: 'detached' });
    await page.getByTestId('reply-restore').click();
    await item(page, '稍等').waitFor();
    await page.close();
  });

  it('says who was faster, and keeps what was written', async () => {
    const refuse = { 'replies.save': { code: 'conflict' } };
    const seen = await stage.open({ ...scenarioOf('replies-edit'), refuse });
    const { page } = seen;
    await page.getByTestId('part-replies').click();
    await item(page, '你好').click();
    await page.getByTestId('reply-title').fill('新的标题');
    await page.getByTestId('reply-save').click();
    await page.getByTestId('reply-trouble').locator('span').waitFor();
    expect(await page.getByTestId('reply-title').inputValue()).toBe('新的标题');
    await page.close();
  });

  it('a file is looked at before it is imported, line by line', async () => {
    const { page, calls } = await openScreen('replies-edit');
    const lines = ['title,shortcut,text', '发票,fp,请提供抬头', '坏的,a b,没有'];
    const buffer = Buffer.from(lines.join('\n'));
    await page.getByTestId('import-file').setInputFiles({ name: 'x.csv', mimeType: 'text/csv', buffer });
    await page.getByTestId('import-line').nth(1).waitFor();
    expect(await calls('replies.write')).toEqual([]);
    await page.getByTestId('import-write').click();
    await page.getByTestId('import-state').getByText('1').waitFor();
    expect(await calls('replies.write')).toMatchObject([
      { replies: [{ version: 0, content: { title: '发票', shortcut: 'fp' } }] },
    ]);
    await page.close();
  });

  it('without the hub all is there to be read, nothing to be saved', async () => {
    const { page } = await openScreen('replies-offline');
    await item(page, '退回运费').click();
    await page.getByTestId('reply-title').fill('别的');
    await expect.poll(() => page.getByTestId('reply-save').isDisabled()).toBe(true);
    await page.close();
  });

  it('a folder is renamed with what one may change in it; what stays is said', async () => {
    const { page, calls } = await openScreen('replies');
    await page.getByTestId('replies-place').filter({ hasText: '退款' }).click();
    await page.getByTestId('folder-rename').click();
    await page.getByTestId('folder-name').fill(' 退换 ');
    await page.getByTestId('folder-save').click();
    // Two of the three are everyone's and a group's.
    await page.getByTestId('folder-trouble').getByText('2').waitFor();
    expect(await calls('replies.write')).toMatchObject([
      { replies: [{ version: 2, content: { title: '退回运费', folder: '退换' } }] },
    ]);
    await page.getByTestId('replies-place').filter({ hasText: '退换' }).waitFor();
    await expect.poll(() => page.getByTestId('reply-item').count()).toBe(1);
    await page.close();
  });

  it('what is exported goes to main as a file for spreadsheets', async () => {
    const { page, calls } = await openScreen('replies');
    await page.getByTestId('export').click();
    await page.waitForFunction(() =>
      (window as unknown as { fake: { calls: { name: string }[] } }).fake.calls.some(
        ({ name }) => name === 'app.saveText',
      ),
    );
    expect(await calls('app.saveText')).toMatchObject([
      { name: '快捷回复.csv', text: expect.stringContaining('退款到账') },
    ]);
    await page.close();
  });
});
