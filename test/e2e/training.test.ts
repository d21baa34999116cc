import { readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Desk, launchDesk, until } from '../support/app.ts';
import { answer, byId, conversationWith, openConversation, rows, sent } from '../support/app-page.ts';
import { openStage, type Stage } from '../support/launch.ts';
import { keepPicture } from '../support/pictures.ts';

/** Training (A15): a desk of its own, whose customers are simulated, and the score at its end. */

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.close());

test('simulated customers come, are answered and scored; the end ends the window', async () => {
  const desk: Desk = await launchDesk(stage, {
    data: stage.folder('training'),
    args: ['--host', '--demo', '--training=shop', '--lang=zh-CN'],
  });
  const { page } = desk;
  await byId(page, 'training-bar').getByText('所有客户都是模拟的').waitFor();
  await rows(page, '王晓雯').waitFor();
  await openConversation(page, await conversationWith(page, '王晓雯'));
  await answer(page, '您好，请提供一下订单号');
  await sent(page, '您好，请提供一下订单号');
  await byId(page, 'entry').filter({ hasText: '20261114-0312' }).waitFor({ timeout: 30_000 });
  // Somebody who also waits is named: the guard holds it, and that is counted.
  await rows(page, '王芳').waitFor({ timeout: 30_000 });
  await answer(page, '王芳女士您好');
  await byId(page, 'composer-holds').waitFor();
  await byId(page, 'training-score').click();
  const card = byId(page, 'score-card');
  await card.getByText('拦下 1 条回复').waitFor();
  expect(Number(await byId(page, 'score-total').textContent())).toBeGreaterThan(10);
  await keepPicture(page, 'training-score-zh');
  const gone = new Promise<void>((resolve) => desk.app.once('close', () => resolve()));
  await byId(page, 'training-end').click();
  await gone;
});

test('another desk opens it beside itself, in a folder that is removed at the end', async () => {
  const desk = await launchDesk(stage, { data: stage.folder('ordinary'), args: ['--lang=en'] });
  const folders = () => readdirSync(tmpdir()).filter((name) => name.startsWith('yingke-training-'));
  const before = folders();
  await byId(desk.page, 'sign-in-training').click();
  await byId(desk.page, 'training-choice').getByText('Game', { exact: true }).click();
  await keepPicture(desk.page, 'training-choice-en');
  await byId(desk.page, 'training-open').click();
  await byId(desk.page, 'training-choice').waitFor({ state: 'detached' });
  const folder = await until(
    () => folders().find((name) => !before.includes(name)),
    () => 'no folder of a training',
  );
  const child = await until(
    () => trainingProcess(folder),
    () => 'no desk for training',
    30_000,
  );
  process.kill(child, 'SIGTERM');
  await until(
    () => (folders().includes(folder) ? undefined : true),
    () => 'the folder of the training is still there',
    20_000,
  );
  await desk.quit();
});

/** The process id of the desk whose data lies in that folder. A program may write its arguments anew, as one line. */
function trainingProcess(folder: string): number | undefined {
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const line = commandLine(pid);
    if (line.includes('--training') && line.includes(folder) && !line.includes('--type=')) return Number(pid);
  }
  return undefined;
}

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    // It has ended meanwhile.
    return '';
  }
}
