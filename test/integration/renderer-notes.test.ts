import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ConversationRow } from '../../src/shared/ipc/conversations.ts';
import type { Stage } from '../support/renderer-harness/stage.ts';
import { raiseStage } from '../support/renderer-harness/stage.ts';
import { colleague, me } from '../support/renderer-harness/world.ts';
import { active, arriving, composer, scenarioOf } from './renderer-stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await raiseStage();
});
afterAll(() => stage.close());

const folder = process.env.PICTURES;

describe('notes, quotes and changes', () => {
  it('never sends as an answer what was written as a note, nor the other way round', async () => {
    const { page, calls, troubles } = await stage.open(scenarioOf('usual'));
    await composer(page).fill('给客户的话');
    await page.keyboard.press('Control+Shift+N');
    await expect.poll(() => composer(page).inputValue()).toBe('');
    await page.locator('[data-testid="composer-to"][data-mode="note"]').waitFor();
    await composer(page).fill('只给同事看');
    if (folder) await page.screenshot({ path: `${folder}/note.png` });
    await page.keyboard.press('Control+Shift+N');
    await expect.poll(() => composer(page).inputValue()).toBe('给客户的话');
    await page.keyboard.press('Control+Shift+N');
    await page.keyboard.press('Enter');
    await expect.poll(() => calls('conversations.note')).toMatchObject([{ text: '只给同事看' }]);
    expect(await calls('conversations.send')).toEqual([]);
    await page.locator('[data-testid="outgoing"][data-kind="note"]').waitFor();
    await page.keyboard.press('Control+Shift+N');
    await page.keyboard.press('Enter');
    await expect.poll(() => calls('conversations.send')).toMatchObject([{ text: '给客户的话' }]);
    await expect.poll(() => calls('conversations.note')).toHaveLength(1);
    expect(troubles).toEqual([]);
    await page.close();
  });

  it('opens the menu of a line by keyboard, quotes it, and sends the quote along', async () => {
    const { page, calls } = await stage.open(scenarioOf('usual'));
    const id = active(scenarioOf('usual'));
    await page.getByTestId('transcript').focus();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    const seq = await page.evaluate(() => (document.activeElement as HTMLElement).dataset.seq);
    expect(Number(seq)).toBeGreaterThan(0);
    await page.keyboard.press('ContextMenu');
    await page.getByTestId('message-menu').waitFor();
    if (folder) await page.screenshot({ path: `${folder}/menu.png` });
    await page.getByTestId('message-reply').click();
    await page.getByTestId('quote-bar').waitFor();
    await composer(page).fill('关于这个');
    if (folder) await page.screenshot({ path: `${folder}/quote.png` });
    await composer(page).press('Enter');
    await expect
      .poll(() => calls('conversations.send'))
      .toMatchObject([{ conversationId: id, text: '关于这个', quote: { entryId: expect.any(String) } }]);
    expect(await page.getByTestId('quote-bar').count()).toBe(0);
    await page.close();
  });

  it('copies a link of a line, what is marked of it, and a link of the customer’s card', async () => {
    const { page } = await stage.open(scenarioOf('usual'));
    await page.context().grantPermissions(['clipboard-read']);
    const copied = () => page.evaluate(() => navigator.clipboard.readText());
    const line = page.getByTestId('entry').filter({ hasText: 'photos.example.com' });
    await line.click({ button: 'right' });
    await expect.poll(() => page.getByTestId('message-copy-marked').count()).toBe(0);
    await page.getByTestId('message-copy-link').click();
    await expect.poll(copied).toBe('https://photos.example.com/album/1');
    await line.evaluate((element) => {
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const node = walker.currentNode;
        if (node.textContent?.startsWith('都在这里')) getSelection()?.setBaseAndExtent(node, 0, node, 4);
      }
    });
    // On what is marked, as one does.
    await line
      .getByText('都在这里')
      .first()
      .click({ button: 'right', position: { x: 12, y: 8 } });
    await page.getByTestId('message-copy-marked').click();
    await expect.poll(copied).toBe('都在这里');
    await page.locator('[role="link"]', { hasText: 'shop.example.com/orders' }).click({ button: 'right' });
    await page.getByTestId('link-copy').click();
    await expect.poll(copied).toBe('https://shop.example.com/orders/20261114-0312');
    await page.close();
  });

  it('tells of a colleague who calls me elsewhere, leads to the line, and is still once it is read', async () => {
    const scenario = scenarioOf('usual');
    const other = scenario.rows.find(
      ({ conversation: { id } }) => id !== active(scenario),
    ) as ConversationRow;
    const { id, lastSeq } = other.conversation;
    const note = (n: number, text: string) => ({
      ...arriving(scenario, n, { kind: 'note', text, mentions: [{ id: me.id, name: me.name }] }),
      conversationId: id,
      audience: 'staff',
      author: { kind: 'agent', ...colleague },
      seq: lastSeq + n,
      publicSeq: 0,
    });
    const { page, tell, troubles } = await stage.open(scenario);
    await composer(page).waitFor();
    const mention = page.getByTestId('mention');
    await tell('entries.added', { conversationId: id, entries: [note(1, '@林悦 <b>这单谁跟？</b>')] });
    await mention.getByText('<b>这单谁跟？</b>').waitFor();
    await mention.getByText(`${colleague.name} 在`).waitFor();
    if (folder) await page.screenshot({ path: `${folder}/mention.png` });
    await page.getByTestId('mention-open').click();
    await mention.waitFor({ state: 'detached' });
    await expect
      .poll(() =>
        page.locator(`[data-testid="tab"][data-conversation-id="${id}"]`).getAttribute('aria-selected'),
      )
      .toBe('true');

    // Before my eyes it is no news; of another it is, until I have read it on whatever device.
    await page.locator(`[data-testid="tab"][data-conversation-id="${active(scenario)}"]`).click();
    const here = { ...note(2, '@林悦'), conversationId: active(scenario) };
    await tell('entries.added', { conversationId: active(scenario), entries: [here] });
    await tell('entries.added', { conversationId: id, entries: [note(2, '@林悦 second')] });
    await mention.getByText('second').waitFor();
    expect(await mention.count()).toBe(1);
    const conversation = { ...other.conversation, lastSeq: lastSeq + 2 };
    await tell('conversations.changed', {
      rows: [{ ...other, conversation, readSeq: lastSeq + 2 }],
      all: false,
    });
    await mention.waitFor({ state: 'detached' });
    expect(troubles).toEqual([]);
    await page.close();
  });

  it('finds words in the conversation and steps through them', async () => {
    const { page } = await stage.open(scenarioOf('usual'));
    await composer(page).focus();
    await page.keyboard.press('Control+F');
    await page.getByTestId('find-text').fill('退');
    await page.locator('mark').first().waitFor();
    expect(await page.getByTestId('find-count').textContent()).toMatch(/\d/);
    if (folder) await page.screenshot({ path: `${folder}/find.png` });
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator('mark').count()).toBe(0);
    await expect.poll(() => composer(page).evaluate((field) => field === document.activeElement)).toBe(true);
    await page.close();
  });

  it('shows what a customer writes, as text, until they stop', async () => {
    const { page, tell } = await stage.open(scenarioOf('usual'));
    const conversationId = active(scenarioOf('usual'));
    const text = '<img src=x onerror=alert(1)> 能换货吗';
    await tell('conversations.typing', { conversationId, text });
    await page.getByTestId('typing').getByText(text).waitFor();
    if (folder) await page.screenshot({ path: `${folder}/typing.png` });
    expect(await page.getByTestId('typing').locator('img').count()).toBe(0);
    await tell('conversations.typing', { conversationId, text: '' });
    await page.getByTestId('typing').waitFor({ state: 'detached' });
    await page.close();
  });
});
