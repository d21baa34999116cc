import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Stage } from '../support/renderer-harness/stage.ts';
import { raiseStage } from '../support/renderer-harness/stage.ts';
import { scenarioOf } from './renderer-stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await raiseStage();
});
afterAll(() => stage.close());

describe('sign-in', () => {
  const signedOut = scenarioOf('sign-in').boot;

  it('says in words why it was refused, and keeps what was typed', async () => {
    const { page } = await stage.open(scenarioOf('sign-in'));
    await page.getByTestId('sign-in-password').fill('falsch');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.getByTestId('sign-in-error').textContent()).toBe('邮箱或密码不正确。');
    await expect.poll(() => page.getByTestId('sign-in-email').inputValue()).toBe('lin@demo.yingke.test');
    expect(await page.getByTestId('sign-in-password').evaluate((e) => e === document.activeElement)).toBe(
      true,
    );
    await page.close();
  });

  it('shows the desk once it is granted', async () => {
    const { page, calls } = await stage.open({ ...scenarioOf('usual'), boot: signedOut });
    await page.getByTestId('sign-in-password').fill('right');
    await page.getByTestId('sign-in-submit').click();
    await page.getByTestId('conversation-row').first().waitFor();
    expect(await calls('account.signIn')).toEqual([
      { hub: 'https://hub.example.com', email: 'lin@demo.yingke.test', password: 'right' },
    ]);
    await page.close();
  });

  it('says what waits on this computer for whoever was signed out, and nothing where nothing does', async () => {
    const { page, tell } = await stage.open(scenarioOf('signed-out-unsent'));
    expect(await page.getByTestId('sign-in-kept').textContent()).toContain(
      'lin@demo.yingke.test 保存着 2 条未发送的消息、1 份草稿',
    );
    await tell('app.preferences', { locale: 'en', theme: 'light' });
    await page.getByText('2 unsent messages, 1 draft').waitFor();
    await page.close();
    const other = await stage.open(scenarioOf('signed-out'));
    expect(await other.page.getByTestId('sign-in-kept').count()).toBe(0);
    await other.page.close();
  });

  it('shows nothing of the desk any more when main ends the session', async () => {
    const { page, tell } = await stage.open(scenarioOf('usual'));
    await tell('account.changed', {
      state: 'signed-out',
      hub: 'https://h',
      email: 'a@b',
      code: 'unauthenticated',
    });
    expect(await page.getByTestId('sign-in-error').textContent()).toBe('登录已失效，请重新登录。');
    expect(await page.getByTestId('conversation-row').count()).toBe(0);
    await page.close();
  });
});

describe('what is kept on this computer', () => {
  it('waits for the pass phrase, says a wrong one, and goes on with the right one', async () => {
    const locked = scenarioOf('unlock');
    const wrong = await stage.open(locked);
    await wrong.page.getByTestId('pass-phrase').fill('falsch');
    await wrong.page.getByTestId('pass-phrase-submit').click();
    await expect
      .poll(() => wrong.page.getByTestId('pass-phrase-error').textContent())
      .toBe('本机口令不正确。');
    const field = wrong.page.getByTestId('pass-phrase');
    expect(await field.evaluate((e) => e === document.activeElement)).toBe(true);
    await wrong.page.close();

    const { page, calls } = await stage.open({ ...scenarioOf('usual'), boot: locked.boot });
    await page.getByTestId('pass-phrase').fill('four words are better');
    await page.keyboard.press('Enter');
    await page.getByTestId('conversation-list').waitFor();
    expect(await calls('account.unlock')).toEqual([{ passphrase: 'four words are better' }]);
    await page.close();
  });

  it('can be given up by whoever has lost the pass phrase, after being told of what is not sent', async () => {
    const { page, calls } = await stage.open(scenarioOf('unlock'));
    await page.getByTestId('pass-phrase-forget').click();
    await expect.poll(() => page.getByRole('dialog').textContent()).toContain('未发送的消息和草稿将会丢失');
    await page.keyboard.press('Escape');
    expect(await calls('account.forget')).toEqual([]);
    await page.getByTestId('pass-phrase-forget').click();
    await page.getByRole('dialog').getByRole('button', { name: '清除' }).click();
    await page.getByTestId('sign-in-form').waitFor();
    expect(await calls('account.forget')).toEqual([{}]);
    await page.close();
  });

  it('is locked with a pass phrase typed twice alike, and long enough', async () => {
    const { page, calls } = await stage.open({
      ...scenarioOf('usual'),
      boot: scenarioOf('pass-phrase').boot,
    });
    const type = async (one: string, two: string) => {
      await page.getByTestId('pass-phrase').fill(one);
      await page.getByTestId('pass-phrase-again').fill(two);
      await page.getByTestId('pass-phrase-submit').click();
    };
    await type('short', 'short');
    expect(await page.getByTestId('pass-phrase-error').textContent()).toContain('8');
    await type('long enough', 'long enouhg');
    expect(await page.getByTestId('pass-phrase-error').textContent()).toBe('两次输入的口令不一致。');
    expect(await calls('account.unlock')).toEqual([]);
    await type('long enough', 'long enough');
    await page.getByTestId('conversation-list').waitFor();
    expect(await calls('account.unlock')).toEqual([{ passphrase: 'long enough' }]);
    await page.close();
  });

  it('is said to be lost until somebody has read it', async () => {
    const { page, calls, tell } = await stage.open(scenarioOf('usual'));
    expect(await page.getByTestId('cache-loss').count()).toBe(0);
    const loss = { why: 'damaged', messages: 2, drafts: 1, complete: false };
    await tell('app.cache', { protection: 'basic', loss });
    const notice = page.getByTestId('cache-loss');
    expect(await notice.textContent()).toContain('已保住：2 条未发送的消息，1 份草稿。');
    expect(await notice.textContent()).toContain('可能还有未能保住的内容。');
    await tell('app.cache', { protection: 'basic', loss: { ...loss, messages: 0, drafts: 0 } });
    await notice.getByText('尚未发送的消息和草稿未能保住。').waitFor();
    await notice.getByRole('button', { name: '知道了' }).click();
    await notice.waitFor({ state: 'detached' });
    expect(await calls('app.forgetLoss')).toEqual([{}]);
    await page.close();
  });

  it('says how well it is protected, and why, by keyboard too', async () => {
    const { page } = await stage.open(scenarioOf('memory'));
    const button = page.getByTestId('cache-protection');
    expect(await button.textContent()).toBe('不在磁盘上保存');
    await button.focus();
    await page.keyboard.press('Enter');
    await page.getByText('退出迎客后，未发送的消息和草稿将会丢失').waitFor();
    await page.keyboard.press('Escape');
    await page.getByText('退出迎客后，未发送的消息和草稿将会丢失').waitFor({ state: 'hidden' });
    await page.close();
  });
});
