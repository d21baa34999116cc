import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { DeskClient } from '../support/hub.ts';
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
let agent: DeskClient;
beforeAll(async () => {
  stage = await startWidgetStage();
  agent = await stage.agent();
});
afterEach(() => stage.leave());
afterAll(async () => {
  agent?.close();
  await stage?.stop();
});

/** The agent's answer to whoever wrote `question`. */
async function answer(question: string, text: string): Promise<string> {
  const { entry } = await agent.until('entry', (news) => {
    const { body } = news.entry;
    return body.kind === 'message' && body.text === question;
  });
  const { conversationId } = entry;
  await agent.until(
    'entry',
    (news) => news.conversation.id === conversationId && news.conversation.agent !== null,
  );
  await agent.get('message.send', { conversationId, key: crypto.randomUUID(), text });
  return conversationId;
}

describe('words between a visitor and an agent', () => {
  it('go both ways, and the agent sees where they were written', async () => {
    const { page, faults } = await stage.visit('?product=battery');
    await openPanel(page);
    await write(page, '这款电池能退吗');
    await message(page, '这款电池能退吗', { from: 'me', state: 'sent' }).waitFor();
    const news = await agent.until('entry', ({ entry }) => entry.body.kind === 'message');
    expect(news.entry.body).toEqual({ kind: 'message', text: '这款电池能退吗' });
    expect(news.conversation.page).toEqual({
      url: `${stage.site}?product=battery`,
      title: '蓄电池 60Ah · 星河商城',
    });
    await answer('这款电池能退吗', '签收 7 天内可以退，详情见 https://shop.example/returns。');
    await message(page, '签收 7 天内可以退', { from: 'agent' }).waitFor();
    expect(await part(page, 'state').textContent()).toBe('林悦 为您服务');
    expect(await bubbles(page)).toEqual([
      '这款电池能退吗',
      '签收 7 天内可以退，详情见 https://shop.example/returns。',
    ]);
    const link = message(page, '签收').locator('a');
    expect(await link.getAttribute('href')).toBe('https://shop.example/returns');
    expect(await link.getAttribute('rel')).toContain('noopener');
    await keepPicture(page, 'widget-zh-light');
    expect(faults).toEqual([]);
  });

  it('are there again after a reload and on the next page, before anything is opened', async () => {
    const { page } = await stage.visit();
    await openPanel(page);
    await write(page, '第一句');
    await message(page, '第一句', { state: 'sent' }).waitFor();
    await page.goto(`${stage.site}?page=order`);
    // A conversation is open: the panel comes by itself, hidden, and counts what is answered.
    await answer('第一句', '在的，请讲');
    await expect.poll(() => part(page, 'unread').textContent()).toBe('1');
    expect(await part(page, 'launcher').getAttribute('aria-label')).toContain('1 条未读消息');
    await keepPicture(page, 'widget-zh-unread');
    await openPanel(page);
    expect(await bubbles(page)).toEqual(['第一句', '在的，请讲']);
    await part(page, 'close').click();
    await page.reload();
    await openPanel(page);
    await message(page, '在的，请讲').waitFor();
    expect(await part(page, 'unread').textContent()).toBe('');
  });

  it('begin a new conversation after the agent has closed the last one', async () => {
    const { page } = await stage.visit();
    await openPanel(page);
    await write(page, '旧的问题');
    const first = await answer('旧的问题', '已为您处理');
    await message(page, '已为您处理').waitFor();
    const { conversation } = await agent.get('conversation.pull', {
      conversationId: first,
      after: 0,
      before: null,
      limit: 50,
    });
    await agent.get('conversation.close', {
      conversationId: first,
      key: crypto.randomUUID(),
      version: conversation.version,
    });
    await expect.poll(() => part(page, 'state').textContent()).toContain('会话已结束');
    await write(page, '新的问题');
    const second = await answer('新的问题', '您好');
    await message(page, '您好').waitFor();
    expect(second).not.toBe(first);
    expect(await bubbles(page)).toEqual(['旧的问题', '已为您处理', '新的问题', '您好']);
  });

  it('are set in the language of the page, and change with it', async () => {
    const { page } = await stage.visit('', { locale: 'en-GB', colorScheme: 'dark' });
    expect(await part(page, 'launcher').getAttribute('aria-label')).toBe('Open customer service');
    await openPanel(page);
    await online(page);
    await write(page, 'Does this fit my car?');
    await answer('Does this fit my car?', 'It does. Which model is it?');
    await message(page, 'It does').waitFor();
    expect(await part(page, 'state').textContent()).toBe('林悦 is helping you');
    await keepPicture(page, 'widget-en-dark');
    await page.getByRole('button', { name: '中文' }).click();
    await expect.poll(() => part(page, 'state').textContent()).toBe('林悦 为您服务');
    await expect.poll(() => part(page, 'launcher').getAttribute('aria-label')).toBe('关闭在线客服');
  });

  it('show a page’s script as text, and run nothing', async () => {
    const { page, faults } = await stage.visit();
    await openPanel(page);
    const text = '<img src=x onerror="window.ran=1"><script>window.ran=1</script> javascript:window.ran=1';
    await write(page, text);
    await answer(text, text);
    await message(page, text, { from: 'agent' }).waitFor();
    expect(await bubbles(page)).toEqual([text, text]);
    expect(await page.evaluate(() => 'ran' in window)).toBe(false);
    expect(await message(page, text).locator('a').count()).toBe(0);
    expect(faults).toEqual([]);
  });
});

describe('the calls of a page', () => {
  it('made before the script came are run in order, also twice loaded, and take no caret', async () => {
    const { page } = await stage.visit('fixture-queue.html');
    await part(page, 'panel').waitFor();
    await online(page);
    expect(await page.locator('yingke-widget').count()).toBe(1);
    expect(await part(page, 'launcher').getAttribute('aria-label')).toBe('Close customer service');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('field');
    await write(page, 'queued calls');
    await answer('queued calls', 'heard');
    await message(page, 'heard').waitFor();
    await page.evaluate("yingke('close')");
    await part(page, 'panel').waitFor({ state: 'hidden' });
    expect(await page.evaluate('window.heard')).toEqual([
      ['open', null],
      ['message', 'heard'],
      ['close', null],
    ]);
  });

  it('that make no sense are said once, and shutdown leaves nothing behind', async () => {
    const { page } = await stage.visit('fixture-queue.html');
    await part(page, 'panel').waitFor();
    const said: string[] = [];
    page.on('console', (line) => said.push(line.text()));
    await page.evaluate("yingke('fly'); yingke('fly'); yingke(); yingke('on', 'message', 3)");
    await expect.poll(() => said.filter((line) => line.startsWith('[yingke]')).length).toBe(3);
    const names = 'Object.keys(window).filter((name) => /yingke|socket|preact|zod/i.test(name))';
    expect(await page.evaluate(names)).toEqual(['yingke']);
    await page.evaluate("yingke('shutdown')");
    expect(await page.locator('yingke-widget').count()).toBe(0);
    await page.evaluate("yingke('open')");
    await part(page, 'panel').waitFor();
    expect(await page.locator('yingke-widget').count()).toBe(1);
  });
});
