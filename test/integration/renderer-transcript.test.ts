import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusals } from '#shared/protocol/errors.ts';
import { seenAs } from '../support/renderer-harness/scenarios.ts';
import type { Stage } from '../support/renderer-harness/stage.ts';
import { raiseStage } from '../support/renderer-harness/stage.ts';
import { active, arriving, composer, fromEnd, scenarioOf } from './renderer-stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await raiseStage();
});
afterAll(() => stage.close());

describe('transcript', () => {
  it('stays at the end when a message comes in', async () => {
    const scenario = scenarioOf('history');
    const { page, tell } = await stage.open(scenario);
    expect(await fromEnd(page)).toBeLessThan(2);
    const entries = [arriving(scenario, 1, '新的一句'.repeat(80))];
    await tell('entries.added', { conversationId: active(scenario), entries });
    await page.getByText('新的一句').first().waitFor();
    await expect.poll(() => fromEnd(page)).toBeLessThan(2);
    await page.close();
  });

  it('counts what comes in while one reads further up, and goes there', async () => {
    const scenario = scenarioOf('history');
    const { page, tell, calls } = await stage.open(scenario);
    await page.getByTestId('transcript').hover();
    await page.mouse.wheel(0, -900);
    await page.getByRole('button', { name: '回到最新' }).waitFor();
    const read = (await calls('conversations.markRead')).length;
    for (const n of [1, 2]) {
      await tell('entries.added', {
        conversationId: active(scenario),
        entries: [arriving(scenario, n, `新${n}`)],
      });
    }
    await page.getByRole('button', { name: '2 条新消息' }).click();
    await page.getByTestId('transcript').getByText('新2').waitFor();
    await expect.poll(() => fromEnd(page)).toBeLessThan(2);
    // Only now it has been seen.
    await expect.poll(() => calls('conversations.markRead')).toHaveLength(read + 1);
    await page.close();
  });

  it('fetches older ones on the way up and keeps the place', async () => {
    const scenario = scenarioOf('history');
    const { page, calls } = await stage.open(scenario);
    /** Sequence of the first entry that can be seen. */
    const top = () =>
      page.getByTestId('entry').evaluateAll((all) => {
        const edge = document.querySelector('[data-testid="transcript"]')?.getBoundingClientRect().top ?? 0;
        const seen = all.filter((e) => e.getBoundingClientRect().bottom > edge + 1);
        return Math.min(...seen.map((e) => Number((e as HTMLElement).dataset.seq)));
      });
    await page.getByTestId('transcript').hover();
    const places = [await top()];
    for (let turns = 0; turns < 400 && (places.at(-1) ?? 0) > 1; turns++) {
      await page.mouse.wheel(0, -500);
      await page.evaluate(
        () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
      );
      places.push(await top());
    }
    expect(places.at(-1)).toBe(1);
    // 500 pixels are a dozen messages: whoever goes further has jumped when a page came in above.
    const steps = places.slice(1).map((seq, i) => (places[i] ?? 0) - seq);
    expect(Math.min(...steps)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...steps)).toBeLessThan(20);
    expect((await calls('conversations.older')).length).toBe(6);
    await page.close();
  });

  it('shows a stranger’s text as text and opens links through main only', async () => {
    const { page, calls, troubles } = await stage.open(scenarioOf('long'));
    await page.getByText('<img src=x onerror=alert(1)>').waitFor();
    expect(await page.locator('img').count()).toBe(0);
    expect(await page.locator('[data-testid="transcript"] a').count()).toBe(0);
    await page.getByTestId('transcript').getByRole('link').first().click();
    const [opened] = (await calls('app.openLink')) as { url: string }[];
    expect(opened?.url.startsWith('https://example.com/very-long-path/')).toBe(true);
    expect(troubles).toEqual([]);
    await page.close();
  });

  it('says why a message was not sent and puts it back for editing', async () => {
    const { page } = await stage.open(scenarioOf('refused'));
    const refused = page.locator('[data-testid="outgoing"][data-state="refused"]');
    await refused.getByText('这个会话已结束。').waitFor();
    await refused.getByRole('button', { name: '编辑' }).click();
    await expect.poll(() => composer(page).inputValue()).toContain('退款已经提交');
    await expect.poll(() => refused.count()).toBe(0);
    await page.close();
  });
});

describe('a message that is changed', () => {
  it('shows what it says now in its place, what it said before to who comes to the mark, and nothing of what was taken back', async () => {
    const { page, tell } = await stage.open(scenarioOf('changed'));
    const at = (seq: number) => page.locator(`[data-testid="entry"][data-seq="${seq}"]`);
    expect(await at(3).textContent()).toContain('好的，请发新地址已编辑');
    await at(3).getByTestId('edited').focus();
    const before = page.getByTestId('edited-before');
    await before.waitFor();
    expect(await before.textContent()).toMatch(/^修改前（.+）：好的，请把新的地址发给我/);
    expect(await at(6).textContent()).toMatch(/^你撤回了一条消息 · /);
    expect(await at(5).textContent()).toMatch(/^客户撤回了一条消息 · /);
    expect(await at(8).textContent()).toMatch(/^陈晨 撤回了一条消息 · /);
    await page.locator('[data-testid="conversation-row"]', { hasText: '何平你撤回了一条消息' }).waitFor();
    expect(await page.content()).not.toContain('hunter2');
    await tell('app.preferences', { locale: 'en', theme: 'dark' });
    await page.getByText('You recalled a message').first().waitFor();
    expect(await at(3).textContent()).toContain('edited');
    await page.close();
  });

  it('keeps what one reads where it is when it shrinks, grows or goes, above and below', async () => {
    const scenario = scenarioOf('history');
    const { page, tell } = await stage.open(scenario);
    const entries = scenario.entries[active(scenario)] ?? [];
    await page.getByTestId('transcript').hover();
    await page.mouse.wheel(0, -700);
    await page.getByRole('button', { name: '回到最新' }).waitFor();
    const seen = await page.getByTestId('entry').evaluateAll((all) => {
      const box = document.querySelector('[data-testid="transcript"]')!.getBoundingClientRect();
      const inside = all.filter((e) => {
        const { top, bottom } = e.getBoundingClientRect();
        return top > box.top && bottom < box.bottom;
      });
      return inside.map((e) => Number((e as HTMLElement).dataset.seq));
    });
    const middle = seen[Math.floor(seen.length / 2)] ?? 0;
    const place = () =>
      page
        .locator(`[data-testid="entry"][data-seq="${middle}"]`)
        .evaluate((e) => e.getBoundingClientRect().top);
    const before = await place();
    // In the page above what is in sight, and far below it.
    const above = entries[(seen[0] ?? 0) - 2];
    const below = entries.at(-1);
    const changes = [above, below].map((of, n) =>
      arriving(scenario, n + 1, { kind: 'edited', entryId: of?.id ?? '', text: '改长了'.repeat(120) }),
    );
    await tell('entries.added', { conversationId: active(scenario), entries: changes });
    await page.locator(`[data-testid="entry"][data-seq="${above?.seq}"]`, { hasText: '改长了' }).waitFor();
    await expect.poll(async () => Math.abs((await place()) - before)).toBeLessThan(2);
    const gone = arriving(scenario, 3, { kind: 'recalled', entryId: above?.id ?? '' });
    await tell('entries.added', { conversationId: active(scenario), entries: [gone] });
    await page.locator(`[data-seq="${above?.seq}"][data-kind="recalled"]`).waitFor();
    await expect.poll(async () => Math.abs((await place()) - before)).toBeLessThan(2);
    await page.close();
  });

  it('stays at the end when the last of all grows or goes', async () => {
    const scenario = scenarioOf('history');
    const { page, tell } = await stage.open(scenario);
    const last = (scenario.entries[active(scenario)] ?? []).at(-1);
    const entryId = last?.id ?? '';
    const put = (n: number, body: Parameters<typeof arriving>[2]) =>
      tell('entries.added', { conversationId: active(scenario), entries: [arriving(scenario, n, body)] });
    await put(1, { kind: 'edited', entryId, text: '改长了'.repeat(120) });
    await page.getByText('改长了').first().waitFor();
    await expect.poll(() => fromEnd(page)).toBeLessThan(2);
    await put(2, { kind: 'recalled', entryId });
    await page.locator(`[data-seq="${last?.seq}"][data-kind="recalled"]`).waitFor();
    await expect.poll(() => fromEnd(page)).toBeLessThan(2);
    await page.close();
  });

  it('is not said aloud once it was taken back', async () => {
    const scenario = scenarioOf('usual');
    const { page, tell } = await stage.open(scenario);
    const said = arriving(scenario, 1, '说错了的话');
    await tell('entries.added', { conversationId: active(scenario), entries: [said] });
    const spoken = page.locator('.sr-only[aria-live="polite"]', { hasText: '说错了的话' });
    await spoken.waitFor({ state: 'attached' });
    const recalled = arriving(scenario, 2, { kind: 'recalled', entryId: said.id });
    await tell('entries.added', { conversationId: active(scenario), entries: [recalled] });
    await spoken.waitFor({ state: 'detached' });
    expect(await page.content()).not.toContain('说错了的话');
    await page.close();
  });
});

describe('a message that was refused', () => {
  const codes = Object.entries(refusals).flatMap(([code, { retry }]) => (retry ? [] : [code]));
  const sentences = [
    ['zh-CN', /^发送失败。\p{Script=Han}.{4,}。$/u],
    ['en', /^Not sent\. [A-Z].{10,}\.$/],
  ] as const;

  it.each(sentences)('says why and what can be done, whatever the reason: %s', async (locale, sentence) => {
    const scenario = scenarioOf('refused');
    const { page, tell, troubles } = await stage.open(seenAs(scenario, locale, 'light'));
    const refused = page.locator('[data-testid="outgoing"][data-state="refused"]');
    const why = refused.locator('[data-testid="outgoing-why"]');
    const said = new Set<string>();
    for (const code of codes) {
      const before = await why.textContent();
      await tell('outgoing.changed', { outgoing: { ...scenario.outgoing[0], code }, removed: false });
      if (code !== scenario.outgoing[0]?.code) await expect.poll(() => why.textContent()).not.toBe(before);
      const words = (await why.textContent()) ?? '';
      expect(words, code).toMatch(sentence);
      said.add(words);
      const ways = await refused
        .getByRole('button')
        .evaluateAll((all) => all.map((one) => (one as HTMLElement).dataset.testid));
      expect(ways.slice(-2), code).toEqual(['outgoing-edit', 'outgoing-discard']);
    }
    expect(said.size).toBe(codes.length);
    expect(troubles).toEqual([]);
    await page.close();
  });

  it('becomes a draft in one step of main, and stays a message where that is refused', async () => {
    const scenario = scenarioOf('refused');
    const { page, calls } = await stage.open(scenario);
    await page.getByTestId('outgoing-edit').click();
    await expect.poll(() => composer(page).inputValue()).toContain('退款已经提交');
    await expect.poll(() => calls('outgoing.takeBack')).toHaveLength(1);
    expect(await calls('outgoing.discard')).toEqual([]);
    await page.close();
    const refuse = { 'outgoing.takeBack': { code: 'too_late' } };
    const other = await stage.open({ ...scenario, refuse });
    await other.page.getByTestId('outgoing-edit').click();
    await other.page.getByText('已超过可撤回的时间').waitFor();
    expect(await composer(other.page).inputValue()).toBe('');
    expect(await other.page.locator('[data-testid="outgoing"][data-state="refused"]').count()).toBe(1);
    await other.page.close();
  });
});

describe('a conversation that one may no longer see', () => {
  it('shows what was typed into it, lets it be given up, and nothing else', async () => {
    const { page, calls } = await stage.open(scenarioOf('gone'));
    expect(await composer(page).inputValue()).toBe('您好，上次说的发票');
    expect(await page.getByTestId('composer-send').isDisabled()).toBe(true);
    expect(await page.getByTestId('conversation-close').count()).toBe(0);
    await page.getByTestId('draft-discard').click();
    await expect.poll(() => calls('conversations.setDraft')).toMatchObject([{ text: '' }]);
    await page.close();
  });

  it('closes its tab when a whole new list has it no more, and reads another database’s lines anew [P8]', async () => {
    const scenario = scenarioOf('usual');
    const refuse = { 'conversations.open': { code: 'not_found' } };
    const { page, tell } = await stage.open(scenario);
    const id = active(scenario);
    const row = scenario.rows.find((each) => each.conversation.id === id);
    const shorter = { ...row, conversation: { ...row?.conversation, lastSeq: 2 } };
    const others = scenario.rows.filter((each) => each !== row);
    const short = (scenario.entries[id] ?? []).slice(0, 2);
    await page.evaluate(
      ([of, entries]) => {
        (window as unknown as { fake: { entries: Record<string, unknown> } }).fake.entries[of] = entries;
      },
      [id, short] as [string, unknown],
    );
    await tell('conversations.changed', { rows: [shorter, ...others], all: true });
    await expect.poll(() => page.getByTestId('entry').count()).toBe(2);
    await page.close();

    const gone = await stage.open({ ...scenario, refuse });
    await gone.tell('conversations.changed', { rows: others, all: true });
    await gone.page
      .locator(`[data-testid="tab"][data-conversation-id="${id}"]`)
      .waitFor({ state: 'detached' });
    await gone.page.close();
  });

  it('a picture that cannot be saved says why in the window that shows it', async () => {
    const refuse = { 'files.save': { code: 'unavailable' } };
    const { page, calls } = await stage.open({ ...scenarioOf('files'), refuse });
    await page.getByTestId('picture').first().click();
    const viewer = page.getByTestId('viewer');
    await viewer.getByRole('button', { name: /^保存/u }).click();
    await viewer.getByTestId('viewer-refusal').waitFor();
    expect(await calls('files.save')).toHaveLength(1);
    await page.keyboard.press('Escape');
    await viewer.waitFor({ state: 'detached' });
    await page.close();
  });
});
