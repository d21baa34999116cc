import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId } from '#shared/domain/key.ts';
import type { Answer } from '#shared/protocol/errors.ts';
import { openDatabase } from '../../src/hub/platform/database/index.ts';
import { deskClient, say, shopOrigin, type TestPerson, visitorClient } from '../support/hub.ts';

/** The hub as a process of its own, killed as a power cut kills it. */

const program = resolve(import.meta.dirname, '../../src/hub/index.ts');
const sue = 'sue@example.test';

let data: string;
let child: ChildProcess | null = null;

beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'yingke-keys-'));
});
afterEach(async () => {
  await kill();
  await rm(data, { recursive: true, force: true });
});

async function start(): Promise<string> {
  const started = spawn(
    process.execPath,
    [program, '--data', data, '--supervisor', sue, '--allow-origin', shopOrigin],
    { stdio: ['ignore', 'pipe', 'ignore'] },
  );
  child = started;
  for await (const line of createInterface({ input: started.stdout as NodeJS.ReadableStream })) {
    if (line.startsWith('YINGKE ')) return (JSON.parse(line.slice(7)) as { hub: string }).hub;
  }
  throw new Error('the hub did not start');
}

async function kill() {
  if (child === null || child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

/** What waits is theirs, once routing has seen it. */
async function take(url: string, account: TestPerson, conversationId: string) {
  const desk = await deskClient(url, account);
  const row = async () => {
    const pull = { conversationId, after: 0, before: null, limit: 1 };
    return (await desk.get('conversation.pull', pull)).conversation;
  };
  await expect.poll(async () => (await row()).group !== null).toBe(true);
  await desk.get('conversation.take', { conversationId, key: newId(), version: (await row()).version });
  desk.close();
}

const oneTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1);

test('[P3] [P4] the same key 100 times at once, and again after the hub was killed: one entry, one answer', async () => {
  let url = await start();
  const { accounts } = JSON.parse(await readFile(join(data, 'hub/accounts.json'), 'utf8')) as {
    accounts: TestPerson[];
  };
  const account = accounts.find((a) => a.email === sue) as TestPerson;
  const visitor = await visitorClient(url);
  const { conversationId } = await say(visitor, 'hello');
  await take(url, account, conversationId);
  const reply = { conversationId, key: newId(), text: 'said once' };
  const question = { key: newId(), text: 'asked once', page: null };

  const askAll = async (): Promise<{ replies: Answer<unknown>[]; questions: Answer<unknown>[] }> => {
    const desks = await Promise.all(oneTo(5).map(() => deskClient(url, account)));
    const tabs = await Promise.all(oneTo(5).map(() => visitorClient(url, visitor)));
    const [replies, questions] = await Promise.all([
      Promise.all(
        oneTo(100).map((n) => desks[n % 5]?.ask('message.send', reply) as Promise<Answer<unknown>>),
      ),
      // Fewer: a visitor may send 60 in 10 s.
      Promise.all(
        oneTo(50).map((n) => tabs[n % 5]?.ask('message.send', question) as Promise<Answer<unknown>>),
      ),
    ]);
    for (const client of [...desks, ...tabs]) client.close();
    return { replies, questions };
  };
  const before = await askAll();
  await kill();
  url = await start();
  const after = await askAll();

  for (const kind of ['replies', 'questions'] as const) {
    const answers = [...before[kind], ...after[kind]];
    expect(answers[0]).toMatchObject({ ok: true });
    for (const answer of answers) expect(answer).toEqual(answers[0]);
  }
  await kill();
  const database = await openDatabase(join(data, 'hub/hub.sqlite'));
  try {
    const rows = await database.kysely
      .selectFrom('entry')
      .select(['kind', 'key', 'seq'])
      .orderBy('seq')
      .execute();
    // Opened, routed, taken, and the three messages.
    expect(rows.map((r) => r.seq)).toEqual(oneTo(6));
    expect(rows.filter((r) => r.key === reply.key)).toHaveLength(1);
    expect(rows.filter((r) => r.key === question.key)).toHaveLength(1);
  } finally {
    await database.close();
  }
});
