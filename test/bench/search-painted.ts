import { chownSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { type Db, openDatabase } from '../../src/main/cache/database.ts';
import { storeOf } from '../../src/main/cache/store.ts';
import { cachePath } from '../../src/main/settings/account-file.ts';
import { unlockKey } from '../../src/main/settings/pass-phrase.ts';
import { launchDesk } from '../support/app.ts';
import { byId, call, connected } from '../support/app-page.ts';
import { openStage, type Stage } from '../support/launch.ts';
import { type Random, randomFrom, seedCache } from './cache-seed.ts';
import { figure, must, note, option, quantile, round } from './live/figure.ts';
import type { Hub } from './live/hub.ts';
import { watchPaint } from './live/painted.ts';
import { person } from './live/people.ts';
import { startWorker } from './live/worker.ts';
import { chatText } from './search-text.ts';

/**
 * Search as an agent sees it: the real app on a virtual display, its cache filled with a million messages, the hub away. From the
 * input of a query's last letter to the frame that shows lines with it: question, worker, first page, drawing.
 */
const seed = option('seed', 1);
const messages = option('messages', 1_000_000);
const queries = option('queries', 200);
const perConversation = 50;
const phrase = 'four words are better';

const stage = await openStage();
try {
  await bench(stage);
} finally {
  await stage.close();
}

async function bench(on: Stage): Promise<void> {
  const hub = await startWorker<Hub>('hub');
  on.undo.add(hub.stop);
  const url = await hub.ask('start', {});
  const data = on.folder('desk');
  const args = [`--hub=${url}`, '--lang=zh-CN', '--cache-policy=passphrase'];
  const first = await launchDesk(on, { data, args });
  await byId(first.page, 'sign-in-hub').fill(url);
  await byId(first.page, 'sign-in-email').fill(person.email);
  await byId(first.page, 'sign-in-password').fill(person.password);
  await byId(first.page, 'sign-in-submit').click();
  await byId(first.page, 'pass-phrase').fill(phrase);
  await byId(first.page, 'pass-phrase-again').fill(phrase);
  await byId(first.page, 'pass-phrase-submit').click();
  await connected(first.page);
  // What is older than the usual month would be taken out again.
  await call(first.page, 'app.setRetention', { days: 3650 });
  await first.quit();
  await hub.stop();

  const random = randomFrom(seed);
  const asked = await fill(data, random);
  const { page } = await launchDesk(on, { data, args });
  await byId(page, 'pass-phrase').fill(phrase);
  await byId(page, 'pass-phrase-submit').click();
  await byId(page, 'conversation-list').waitFor();
  await page.evaluate(watchPaint);
  await page.keyboard.press('Control+Shift+F');
  await byId(page, 'search-field').waitFor();

  for (const query of asked.slice(0, 20)) await paintedAfter(page, query);
  const times: number[] = [];
  for (const query of asked) times.push(await paintedAfter(page, query));
  const p99 = quantile(times, 0.99);
  figure(`search in ${messages.toLocaleString('en')} messages, last letter to painted, p99`, p99, 'ms', {
    ratio: p99 / 100,
    atMost: 1,
  });
  note(
    `median ${round(quantile(times, 0.5))} ms, longest ${round(Math.max(...times))} ms of ${times.length}, seed ${seed}`,
  );
  const indexing = await byId(page, 'search-indexing').count();
  must('all of it is indexed', indexing === 0, indexing === 0 ? 'nothing is left' : 'something is left');
}

/** As years of work leave it, under the key of the account that has just signed in. Answers what one could look for. */
async function fill(data: string, random: Random): Promise<string[]> {
  const account = JSON.parse(readFileSync(join(data, 'account.json'), 'utf8'));
  const key = await unlockKey(phrase, account.lock);
  if (key === null) throw new Error('the account has another pass phrase');
  const path = cachePath(data, account);
  for (const end of ['', '-wal', '-shm']) rmSync(path + end, { force: true });
  const ids = seedCache(
    path,
    key,
    { conversations: messages / perConversation, entries: perConversation },
    random,
    chatText,
  );
  const { db } = openDatabase(path, key);
  const store = storeOf(db);
  while (store.fillSearch(100));
  const found = someQueries(db, ids, random);
  db.close();
  // Whoever runs this may be another than the app runs as.
  const { uid, gid } = statSync(join(data, 'account.json'));
  chownSync(path, uid, gid);
  return found;
}

/** Two to six Chinese letters of lines that are there. */
function someQueries(db: Db, ids: readonly string[], random: Random): string[] {
  const line = db.prepare<[string, number], { text: string }>(
    "SELECT json_extract(entry, '$.body.text') AS text FROM entry WHERE conversation_id = ? AND seq = ?",
  );
  const any = () =>
    line.get(ids[Math.floor(random() * ids.length)] ?? '', Math.ceil(random() * perConversation));
  const found = new Set<string>();
  while (found.size < queries) {
    const runs = any()?.text.match(/[\u4e00-\u9fff]{2,6}/gu) ?? [];
    const run = runs[Math.floor(random() * runs.length)];
    if (run !== undefined) found.add(run);
  }
  return [...found];
}

/** Milliseconds from the input of the whole query, before which there was nothing, to the frame in which each line has it. */
function paintedAfter(page: Page, query: string): Promise<number> {
  return page.evaluate(async (wanted) => {
    const field = document.querySelector<HTMLInputElement>('[data-testid="search-field"]');
    const write = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
    if (field === null || write === undefined) throw new Error('no field');
    const rows = () => [...document.querySelectorAll('[data-testid="search-result"][data-type="here"]')];
    const until = (isSo: () => boolean) =>
      new Promise<void>((resolve) => {
        const look = () => {
          if (!isSo()) return false;
          observer.disconnect();
          resolve();
          return true;
        };
        const observer = new MutationObserver(look);
        observer.observe(document.body, {
          childList: true,
          subtree: true,
          characterData: true,
          attributes: true,
        });
        look();
      });
    const type = (text: string) => {
      write.call(field, text);
      field.dispatchEvent(new InputEvent('input', { bubbles: true, data: text }));
    };
    type('');
    await until(() => rows().length === 0);
    const from = performance.now();
    type(wanted);
    await until(() => rows().length > 0 && rows().every((row) => row.textContent?.includes(wanted)));
    await window.paint.frame();
    return performance.now() - from;
  }, query);
}
