import { randomBytes } from 'node:crypto';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '#shared/domain/key.ts';
import { axeFaults } from '../support/axe.ts';
import { download, photo, png, uploaded } from '../support/files.ts';
import { type DeskClient, deskClient, signIn, testPeople } from '../support/hub.ts';
import { keepPicture } from '../support/pictures.ts';
import {
  bubbles,
  keptRows,
  message,
  online,
  openPanel,
  part,
  startWidgetStage,
  type WidgetStage,
  write,
} from './widget-stage.ts';

/** Files of both sides in a real page. */

let stage: WidgetStage;
beforeAll(async () => {
  stage = await startWidgetStage({});
  await stage.hub.people.create(testPeople.ben);
});
afterEach(() => stage.leave());
afterAll(() => stage?.stop());

it('shows a picture in the log and large, and saves what is none; Esc ends the picture, not the panel', async () => {
  const { token } = await signIn(stage.hubUrl, testPeople.ben);
  const agent = await deskClient(stage.hubUrl, { token });
  const { page } = await stage.visit();
  await openPanel(page);
  await write(page, 'a photo?');
  const asked = await agent.until('entry', ({ conversation }) => conversation.agent !== null);
  const { conversationId } = asked.entry;
  const who = { as: 'desk', token } as const;
  const files = [
    await uploaded(stage.hubUrl, who, 'photo.png', await png(600, 400)),
    await uploaded(stage.hubUrl, who, 'terms.pdf', Buffer.from('%PDF-1.7\n%%EOF\n')),
  ];
  await agent.get('message.send', {
    ...{ conversationId, key: newId(), text: '' },
    files: files.map(({ id }) => id),
  });
  const picture = part(page, 'files').locator('img');
  await picture.waitFor();
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(480);
  const link = part(page, 'files').locator('a');
  await expect.poll(() => link.getAttribute('href')).toContain('/files/');
  expect(await link.textContent()).toContain('terms.pdf');
  await keepPicture(page, 'widget-files');

  await picture.click();
  const large = part(page, 'large');
  await expect
    .poll(() => large.locator('img').evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBe(600);
  await page.keyboard.press('Escape');
  await large.waitFor({ state: 'detached' });
  expect(await part(page, 'panel').isVisible()).toBe(true);
  agent.close();
});

it('draws a picture also on a page whose policy lets no image in', async () => {
  const { token } = await signIn(stage.hubUrl, testPeople.ben);
  const agent = await deskClient(stage.hubUrl, { token });
  const { page } = await stage.visit('fixture-strict.html');
  await openPanel(page);
  await write(page, 'and here?');
  const { conversationId } = await asked(agent, 'and here?');
  const sent = await uploaded(stage.hubUrl, { as: 'desk', token }, 'photo.png', await png(600, 400));
  await agent.get('message.send', { conversationId, key: newId(), text: '', files: [sent.id] });
  await expect
    .poll(() =>
      part(page, 'files')
        .locator('canvas')
        .evaluate((canvas: HTMLCanvasElement) => [
          canvas.width,
          // The small picture has lost a little of its colours.
          ...Array.from(canvas.getContext('2d')?.getImageData(9, 9, 1, 1).data ?? [], (of) => of >> 5),
        ]),
    )
    .toEqual([480, 1, 5, 3, 7]);
  agent.close();
});

/** The entry in which that was said. */
async function asked(agent: DeskClient, text: string) {
  const { entry } = await agent.until(
    'entry',
    ({ entry: { body } }) => body.kind === 'message' && body.text === text,
  );
  await agent.until(
    'entry',
    ({ conversation }) => conversation.id === entry.conversationId && conversation.agent !== null,
  );
  return entry;
}

/** What the desk has of files in the conversation in which that was said. */
const filesAt = (agent: DeskClient, conversationId: string) =>
  agent
    .news('entry')
    .filter(({ entry }) => entry.conversationId === conversationId)
    .flatMap(({ entry: { body } }) => (body.kind === 'message' ? (body.files ?? []) : []));

/** As if somebody dropped or pasted them. */
const hand = (page: Page, event: 'drop' | 'paste', files: { name: string; type: string; size: number }[]) =>
  part(page, event === 'drop' ? 'log' : 'input').evaluate(
    (target, [type, given]) => {
      const data = new DataTransfer();
      for (const { name, type, size } of given) {
        const bytes = new TextEncoder().encode('a line of text\n'.repeat(size));
        data.items.add(new File([bytes], name, { type }));
      }
      const how = { bubbles: true, cancelable: true, composed: true };
      target.dispatchEvent(
        type === 'drop'
          ? new DragEvent('drop', { ...how, dataTransfer: data })
          : new ClipboardEvent('paste', { ...how, clipboardData: data }),
      );
    },
    [event, files] as const,
  );

describe('what a customer sends', () => {
  let agent: DeskClient;
  let token: string;
  beforeEach(async () => {
    token = (await signIn(stage.hubUrl, testPeople.ben)).token;
    agent = await deskClient(stage.hubUrl, { token });
  });
  afterEach(() => agent.close());

  it('reaches the desk: picked together, with what is written after them after them', async () => {
    const { page, faults } = await stage.visit();
    await openPanel(page);
    await write(page, '箱子破了');
    const { conversationId } = await asked(agent, '箱子破了');
    const terms = Buffer.from('%PDF-1.7\n%%EOF\n');
    await part(page, 'attach').setInputFiles([
      { name: '破损 1.jpg', mimeType: 'image/jpeg', buffer: await photo() },
      { name: 'terms.pdf', mimeType: 'application/pdf', buffer: terms },
    ]);
    await message(page, '', { from: 'me' }).nth(1).waitFor();
    await write(page, '请看照片');
    await asked(agent, '请看照片');
    const files = filesAt(agent, conversationId);
    expect(files).toMatchObject([
      // Turned as it was taken, and without where.
      { name: '破损 1.jpg', type: 'image/jpeg', width: 200, height: 300 },
      { name: 'terms.pdf', type: 'application/pdf', size: terms.length },
    ]);
    const got = await download(stage.hubUrl, token, files[1]?.id ?? '');
    expect(Buffer.from(await got.arrayBuffer())).toEqual(terms);
    const said = agent
      .news('entry')
      .flatMap(({ entry: { body, conversationId: id } }) =>
        id === conversationId && body.kind === 'message' ? [body.text] : [],
      );
    expect(said).toEqual(['箱子破了', '', '请看照片']);
    await message(page, '请看照片', { state: 'sent' }).waitFor();
    expect(await bubbles(page)).toHaveLength(3);
    await expect
      .poll(() =>
        part(page, 'files')
          .locator('img')
          .evaluate((image: HTMLImageElement) => image.naturalHeight),
      )
      .toBe(300);
    await keepPicture(page, 'widget-files-sent');
    expect(await page.evaluate(keptRows)).toBe(0);
    // The next page has them from the hub.
    await page.reload();
    await openPanel(page);
    await expect
      .poll(() =>
        part(page, 'files')
          .locator('img')
          .evaluate((image: HTMLImageElement) => image.naturalHeight),
      )
      .toBeGreaterThan(0);
    expect(faults).toEqual([]);
  });

  it('may be dropped on the panel and pasted; a table that is pasted is its text', async () => {
    const { page } = await stage.visit();
    await openPanel(page);
    await write(page, '两种方式');
    const { conversationId } = await asked(agent, '两种方式');
    const names = () => filesAt(agent, conversationId).map(({ name }) => name);
    await hand(page, 'drop', [{ name: 'dropped.txt', type: 'text/plain', size: 3 }]);
    await hand(page, 'paste', [{ name: 'pasted.txt', type: 'text/plain', size: 4 }]);
    await expect.poll(names).toEqual(['dropped.txt', 'pasted.txt']);
    // However much longer the first takes to be read.
    await hand(page, 'drop', [{ name: 'large.txt', type: 'text/plain', size: 500_000 }]);
    await hand(page, 'drop', [{ name: 'small.txt', type: 'text/plain', size: 1 }]);
    await expect
      .poll(names, { timeout: 20_000 })
      .toEqual(['dropped.txt', 'pasted.txt', 'large.txt', 'small.txt']);
    await part(page, 'input').evaluate((field) => {
      const data = new DataTransfer();
      data.items.add(new File(['x'], 'cells.png', { type: 'image/png' }));
      data.setData('text/plain', 'a\tb');
      const paste = { bubbles: true, cancelable: true, clipboardData: data };
      if (!field.dispatchEvent(new ClipboardEvent('paste', paste))) throw new Error('taken for a picture');
    });
  });

  it('[P6] goes on where it was when the page goes in the middle, and is sent once', async () => {
    const { page, conversationId, log, places, letOn } = await midway(agent, '大文件');
    await keepPicture(page, 'widget-files-going');
    expect(await axeFaults(page, 'yingke-widget')).toEqual([]);
    await page.reload();
    letOn();
    await openPanel(page);
    await expect.poll(() => filesAt(agent, conversationId).length).toBe(1);
    expect(places).toEqual([0, 262_144, 524_288]);
    const [file] = filesAt(agent, conversationId);
    const got = await download(stage.hubUrl, token, file?.id ?? '');
    expect(Buffer.from(await got.arrayBuffer()).equals(log)).toBe(true);
    await expect.poll(() => page.evaluate(keptRows)).toBe(0);
  });

  it('is held up on its way, goes past a reload so, and goes on where it was', async () => {
    const { page, conversationId, places, letOn } = await midway(agent, '慢慢来');
    // Beside how far it is: the other one gives it up.
    const hold = page.locator('yingke-widget progress + button');
    expect(await hold.textContent()).toBe('暂停');
    await hold.click();
    await expect.poll(() => hold.textContent()).toBe('继续发送');
    letOn();
    await write(page, '先说这个');
    await asked(agent, '先说这个');
    await keepPicture(page, 'widget-files-held');
    await page.reload();
    await openPanel(page);
    await write(page, '还没发');
    await asked(agent, '还没发');
    expect(filesAt(agent, conversationId)).toEqual([]);
    expect(places).toEqual([0]);
    await hold.click();
    await expect.poll(() => filesAt(agent, conversationId).length).toBe(1);
    expect(places).toEqual([0, 262_144, 524_288]);
    await expect.poll(() => page.evaluate(keptRows)).toBe(0);
  });

  it('is given up on its way, by the button beside it', async () => {
    const { page } = await stage.visit();
    await openPanel(page);
    await write(page, '选错了');
    const { conversationId } = await asked(agent, '选错了');
    await page
      .context()
      .route(/\/api\/visitor\/files\//u, (route) =>
        route.request().method() === 'PUT' ? undefined : route.fallback(),
      );
    await part(page, 'attach').setInputFiles({
      ...{ name: 'wrong.txt', mimeType: 'text/plain', buffer: Buffer.from('wrong\n') },
    });
    await part(page, 'cancel').click();
    await write(page, '没事了');
    await asked(agent, '没事了');
    expect(await bubbles(page)).toEqual(['选错了', '没事了']);
    expect(filesAt(agent, conversationId)).toEqual([]);
  });

  it.each([
    [
      'zh-CN',
      ['“video.mov”太大，单个文件最大 20 MB。', '“empty.txt”无法读取，或是空的。', '不支持这种文件', '重试'],
    ],
    [
      'en',
      [
        '“video.mov” is too large: 20 MB at most.',
        '“empty.txt” cannot be read, or is empty.',
        'files of this kind',
        'Try again',
      ],
    ],
  ])(
    'and cannot be sent is said in plain words: %s',
    async (locale, [large = '', empty = '', kind = '', again = '']) => {
      const { page } = await stage.visit('fixture-strict.html', { locale });
      await page.evaluate((lang) => {
        document.documentElement.lang = lang;
      }, locale);
      await openPanel(page);
      await online(page);
      await hand(page, 'drop', [
        { name: 'video.mov', type: 'video/quicktime', size: 1_400_000 },
        { name: 'empty.txt', type: 'text/plain', size: 0 },
      ]);
      await expect.poll(() => part(page, 'files-said').textContent()).toBe(`${large} ${empty}`);
      await part(page, 'attach').setInputFiles({
        ...{
          name: 'page.html',
          mimeType: 'text/html',
          buffer: Buffer.from('<!doctype html><script>1</script>'),
        },
      });
      const failed = message(page, kind, { state: 'failed' });
      await failed.waitFor();
      // What was said of those before is over, and the same bytes would be refused again.
      expect(await part(page, 'files-said').textContent()).toBe('');
      expect(await failed.textContent()).not.toContain(again);
      await keepPicture(page, `widget-files-refused-${locale}`);
      await part(page, 'discard').click();
      await failed.waitFor({ state: 'detached' });
    },
  );
});

/** A visitor whose file is on its way: its first piece is at the hub, the others come through from `letOn` on. */
async function midway(agent: DeskClient, said: string) {
  const { page } = await stage.visit();
  await openPanel(page);
  await write(page, said);
  const { conversationId } = await asked(agent, said);
  const log = Buffer.from(`${randomBytes(300_000).toString('hex')}\n`);
  const places: number[] = [];
  let isOpen = false;
  await page.context().route(/\/api\/visitor\/files\//u, async (route) => {
    if (route.request().method() !== 'PUT') return route.fallback();
    const at = Number(new URL(route.request().url()).searchParams.get('at'));
    if (!isOpen && at > 0) return;
    places.push(at);
    return route.fallback();
  });
  await part(page, 'attach').setInputFiles({ name: 'app.log', mimeType: 'text/plain', buffer: log });
  const progress = page.locator('yingke-widget progress');
  await expect.poll(() => progress.evaluate((bar: HTMLProgressElement) => bar.value)).toBeGreaterThan(0.4);
  const letOn = () => {
    isOpen = true;
  };
  return { page, conversationId, log, places, letOn };
}
