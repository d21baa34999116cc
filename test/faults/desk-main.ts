import type { Entry } from '#shared/domain/entry.ts';
import { newId } from '#shared/domain/key.ts';
import { RefusalError } from '#shared/protocol/errors.ts';
import { systemClock } from '../../src/main/clock.ts';
import { startTestDesk, transcriptOf } from '../integration/desk-support.ts';
import { openJournal } from './journal.ts';

/**
 * A desk without its window as a process: everything of Electron's main process that is not a window, on plain
 * Node, with its cache in a thread and on disk. It does what the bench asks for over the process's channel, and
 * keeps a journal of what it was told is kept.
 */

export type DeskAsked =
  | { readonly ask: 'sign-in'; readonly hub: string; readonly email: string; readonly password: string }
  | { readonly ask: 'write'; readonly text: string; readonly dice: number }
  /** The network is back: try at once. */
  | { readonly ask: 'nudge' }
  | { readonly ask: 'where' }
  | { readonly ask: 'view' };

/** How far the desk is in each conversation that it shows. */
export type DeskWhere = {
  readonly connection: string;
  /** Since when the connection is what it is, epoch milliseconds. */
  readonly since: number;
  readonly pending: number;
  readonly conversations: readonly {
    readonly id: string;
    readonly last: number;
    readonly pending: number;
    readonly refused: boolean;
  }[];
};

export type DeskView = {
  readonly conversations: readonly { readonly id: string; readonly entries: readonly Entry[] }[];
  /** Ids of entries that the window was told of twice in this life. */
  readonly toldTwice: readonly string[];
};

export type DeskAnswer = { readonly id: number } & (
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly fault: string }
);
export type DeskSays = DeskAnswer | { readonly says: 'told' };

const [dir, device, journalPath] = process.argv.slice(2) as [string, string, string];
const journal = openJournal(journalPath);
let due = false;
let logged = 0;
const desk = startTestDesk(dir, {
  clock: systemClock,
  device,
  onTold: () => {
    if (due) return;
    due = true;
    setTimeout(() => {
      due = false;
      for (const line of desk.log.slice(logged))
        process.stdout.write(`${Date.now()} ${JSON.stringify(line)}\n`);
      logged = desk.log.length;
      say({ says: 'told' });
    }, 50);
  },
});
const { conversations } = desk.desk;

function say(message: DeskSays): void {
  // Whoever asked may be gone; then nobody minds.
  process.send?.(message, () => {});
}

/** Null where the conversation went to somebody else between the list and the look at it. */
async function ifThere<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof RefusalError && error.refusal.code === 'not_found') return null;
    throw error;
  }
}

/** Who of the list may be written into by the one who is signed in. */
async function writable(): Promise<string[]> {
  const account = desk.desk.account();
  if (account.state !== 'signed-in') return [];
  const rows = await conversations['conversations.list']({});
  return rows
    .map((row) => row.conversation)
    .filter((one) => one.status === 'active')
    .filter((one) => account.me.role !== 'agent' || one.agent?.id === account.me.id)
    .map((one) => one.id)
    .sort();
}

/**
 * Who supervises joins before they write (P19). False where the hub does not let them just then: the line is gone, or somebody
 * else was first.
 */
async function isIn(conversationId: string): Promise<boolean> {
  const account = desk.desk.account();
  if (account.state !== 'signed-in') return false;
  const { me } = account;
  const rows = await conversations['conversations.list']({});
  const conversation = rows.map((row) => row.conversation).find(({ id }) => id === conversationId);
  if (conversation === undefined) return false;
  const { agent, guests, version } = conversation;
  if (me.role === 'agent' || agent?.id === me.id || guests.some(({ id }) => id === me.id)) return true;
  try {
    await desk.desk.routing['supervise.join']({ conversationId, version });
    return true;
  } catch (error) {
    if (error instanceof RefusalError) return false;
    throw error;
  }
}

/** False when there is nothing to write into. */
async function write(text: string, dice: number): Promise<boolean> {
  const ids = await writable();
  const conversationId = ids[Math.floor(dice * ids.length)];
  if (conversationId === undefined || !(await isIn(conversationId))) return false;
  const key = newId();
  journal.note({ is: 'meant', text, key, conversationId });
  const shown = await ifThere(conversations['conversations.send']({ conversationId, key, text }));
  if (shown === null) return false;
  journal.note({ is: 'kept', text, key, conversationId });
  return true;
}

async function where(): Promise<DeskWhere> {
  const rows = await conversations['conversations.list']({});
  const found = rows.map(async ({ conversation: { id }, pending, refused }) => {
    const opened = await ifThere(conversations['conversations.open']({ conversationId: id, limit: 1 }));
    return opened === null ? [] : [{ id, last: opened.entries.at(-1)?.seq ?? 0, pending, refused }];
  });
  const { state, since, pending } = desk.desk.connection();
  return { connection: state, since, pending, conversations: (await Promise.all(found)).flat() };
}

async function view(): Promise<DeskView> {
  const rows = await conversations['conversations.list']({});
  const shown: { id: string; entries: readonly Entry[] }[] = [];
  for (const { conversation } of rows) {
    const entries = await ifThere(transcriptOf(desk, conversation.id));
    if (entries !== null) shown.push({ id: conversation.id, entries });
  }
  const ids = desk.news('entries.added').flatMap((news) => news.entries.map((entry) => entry.id));
  const seen = new Set<string>();
  const toldTwice = ids.filter((id) => seen.size === seen.add(id).size);
  return { conversations: shown, toldTwice };
}

async function signIn(asked: Extract<DeskAsked, { ask: 'sign-in' }>): Promise<void> {
  const { hub, email, password } = asked;
  await desk.desk.signIn({ hub, email, password });
  await desk.until('app.connection', ({ state }) => state === 'connected');
}

function answer(asked: DeskAsked): Promise<unknown> {
  switch (asked.ask) {
    case 'sign-in':
      return signIn(asked);
    case 'write':
      return write(asked.text, asked.dice);
    case 'nudge':
      return Promise.resolve(desk.desk.nudge());
    case 'where':
      return where();
    case 'view':
      return view();
  }
}

process.on('message', ({ id, ...asked }: DeskAsked & { id: number }) => {
  answer(asked).then(
    (value) => say({ id, ok: true, value }),
    (error: unknown) =>
      say({ id, ok: false, fault: error instanceof Error ? (error.stack ?? '') : String(error) }),
  );
});
// The bench is gone: nobody is served any more.
process.on('disconnect', () => process.exit(0));
