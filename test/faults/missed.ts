import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { newId } from '#shared/domain/key.ts';
import { type DeskClient, deskClient, say as sayAs, shopOrigin, visitorClient } from '../support/hub.ts';
import { undoList } from '../support/launch-undo.ts';
import { createDeskProcess } from './desk-process.ts';
import { launchHub } from './hub-process.ts';
import { onInterrupt } from './interrupt.ts';
import { count, seconds } from './run.ts';
import { environment } from './stage.ts';
import { readTruth } from './truth.ts';

/** P8: a desk that was away comes back to many entries. The desk is a supervisor's, who sees everything. */

/** From the line until everything is in the desk's cache and shown. Milliseconds. */
const limit = 3000;
const agents = 10;
const visitors = 20;
/** Messages of one agent under way at once. */
const atOnce = 20;

export async function runMissed(options: {
  readonly messages: number;
  readonly seed: number;
  readonly say: (line: string) => void;
}): Promise<boolean> {
  const { messages, say } = options;
  const folder = mkdtempSync(join(tmpdir(), 'yingke-faults-'));
  const undo = undoList();
  const forget = onInterrupt(undo.all);
  undo.add(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }));
  try {
    const env = environment();
    const hub = await launchHub({ folder, agents, supervisors: 1, origin: shopOrigin, env });
    undo.add(hub.close);
    const truth = readTruth(hub.database);
    undo.add(truth.close);
    const accountOf = (email: string) => {
      const account = hub.accounts.find((one) => one.email === email);
      if (account === undefined) throw new Error(`there is no account for ${email}`);
      return account;
    };
    const clients: DeskClient[] = [];
    for (let i = 0; i < agents; i++) {
      const client = await deskClient(hub.url, accountOf(`agent-${i}@example.test`));
      clients.push(client);
      undo.add(client.close);
    }
    for (let i = 0; i < visitors; i++) {
      const visitor = await visitorClient(hub.url);
      await sayAs(visitor, `visitor-${i}`);
      visitor.close();
    }
    while (truth.conversations().some(({ agentId }) => agentId === null)) await after(20);

    const desk = createDeskProcess({ name: 'desk-0', folder, env, onTold: () => {} });
    undo.add(desk.close);
    const isComplete = async (): Promise<number | null> => {
      const all = truth.conversations();
      const { connection, since, conversations } = await desk.where();
      const lasts = new Map(conversations.map(({ id, last }) => [id, last]));
      return connection === 'connected' && all.every(({ id, lastSeq }) => lasts.get(id) === lastSeq)
        ? since
        : null;
    };
    const complete = async (): Promise<number> => {
      for (;;) {
        const since = await isComplete();
        if (since !== null) return Date.now() - since;
        await after(20);
      }
    };
    desk.start();
    await desk.signIn(hub.url, accountOf('supervisor-0@example.test'));
    await complete();
    await desk.kill();

    const before = truth.all().feedHead;
    await writeAll(clients, truth, messages);
    const missed = truth.all().feedHead - before;
    say(`… ${count(missed)} entries were written while the desk was away`);
    const from = Date.now();
    desk.start();
    const took = await complete();
    say(
      `${count(missed)} entries missed: the desk complete ${seconds(took)} after its line was back (limit ${seconds(limit)}), ` +
        `${seconds(Date.now() - from)} after its process was started`,
    );
    return took <= limit && missed >= messages;
  } finally {
    forget();
    await undo.all();
  }
}

/** Every agent writes their share into their own conversations, as fast as the hub takes it. */
async function writeAll(
  clients: readonly DeskClient[],
  truth: ReturnType<typeof readTruth>,
  messages: number,
): Promise<void> {
  const mine = new Map<string, string[]>();
  for (const { id, agentId } of truth.conversations())
    mine.set(agentId ?? '', [...(mine.get(agentId ?? '') ?? []), id]);
  let left = messages;
  await Promise.all(
    clients.flatMap((client) => {
      const own = mine.get(client.ready.me.id) ?? [];
      return Array.from({ length: atOnce }, async (_, i) => {
        const conversationId = own[i % own.length];
        while (conversationId !== undefined && left > 0) {
          left -= 1;
          await writeOne(client, conversationId, `message ${left}`);
        }
      });
    }),
  );
}

async function writeOne(client: DeskClient, conversationId: string, text: string): Promise<void> {
  const input = { conversationId, key: newId(), text };
  for (;;) {
    const answer = await client.ask('message.send', input);
    if (answer.ok) return;
    if (answer.error.code !== 'slow_down') throw new Error(`refused: ${answer.error.code}`);
    await after(answer.error.retryAfter ?? 100);
  }
}
