import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEntry } from '#shared/domain/after-entry.ts';
import { type Conversation, unrouted } from '#shared/domain/conversation.ts';
import type { Entry, EntryBody } from '#shared/domain/entry.ts';
import { newId } from '#shared/domain/key.ts';
import { defaultPlan } from '#shared/domain/routing/default-plan.ts';
import { noNeeds } from '#shared/domain/routing/needs.ts';
import { usualProfile } from '#shared/domain/routing/profile.ts';
import { namespaces } from '#shared/protocol/handshake.ts';
import { systemClock } from '../../../src/hub/platform/clock.ts';
import { openDatabase } from '../../../src/hub/platform/database/index.ts';
import { createLog } from '../../../src/hub/platform/log/index.ts';
import { createSockets } from '../../../src/hub/platform/realtime/index.ts';
import { createBoard } from '../../../src/hub/routing/board.ts';
import type { Routing } from '../../../src/hub/routing/index.ts';
import { type AtBoard, createBoards } from '../../../src/hub/supervision/index.ts';
import { serve, usage } from './worker.ts';

/**
 * As much of a hub as boards need: its sockets, routing's own board, and a house of agents; what is committed is made here,
 * in memory, so that the processor time that is measured is not the database's.
 */

type How = 'boards' | 'control' | 'nobody';
type Start = {
  readonly conversations: number;
  readonly agents: number;
  readonly perSecond: number;
  readonly how: How;
};

/** What comes within so long is committed together (P5). Milliseconds. */
const turn = 2;

const plan = defaultPlan(newId, 'en');
const [group] = plan.groups;
if (group === undefined) throw new Error('a plan without a group');
const { processor } = usage();
let end = async (): Promise<void> => undefined;

async function start({ conversations, agents, perSecond, how }: Start) {
  await end();
  const folder = await mkdtemp(join(tmpdir(), 'yingke-bench-'));
  const database = await openDatabase(join(folder, 'hub.sqlite'));
  const http = createServer();
  const everybody = () => true;
  const io = createSockets({
    http,
    isAllowedOrigin: everybody,
    addressOf: () => '127.0.0.1',
    report: () => undefined,
  });
  const desks = io.of(namespaces.desk);
  const board = createBoard();
  const people = Array.from({ length: agents }, (_, n) => ({
    id: newId(),
    name: `Agent ${n}`,
    role: 'agent' as const,
    profile: { ...usualProfile, capacity: 5 },
  }));
  const members = new Map(people.map((one) => [one.id, one]));
  const status = { status: 'online' as const, reason: null, since: Date.now() };
  const known = {
    board,
    roster: { members: () => members },
    statuses: { of: () => status },
    presence: {
      isThere: everybody,
      since: () => 0,
      capacityOf: () => 5,
      everywhere: (now: number) =>
        people.map((one) => ({
          ...one,
          online: true,
          load: board.loadOf(one.id, now),
          capacity: 5,
          lastGivenAt: 0,
          idleSince: 0,
        })),
    },
    plan: () => plan,
    pauses: { of: () => null },
  } as unknown as Routing['known'];
  const boards = createBoards({
    database,
    workspaceId: newId(),
    clock: systemClock,
    log: createLog({ write: (line) => void process.stderr.write(line) }, 'warn'),
    known,
    led: () => null,
    isConnected: (socketId) => desks.sockets.has(socketId),
    tell: (socketIds, delta) => void desks.to([...socketIds]).emit('board', delta),
  });
  desks.on('connection', (socket) => {
    const actor = { socketId: socket.id } as AtBoard;
    socket.on('board.open', async (_input: unknown, ack: (answer: unknown) => void) =>
      ack({ ok: true, value: await boards.handlers['board.open'](actor, {}) }),
    );
    socket.on('board.got', async (input: { number: number }, ack: (answer: unknown) => void) =>
      ack({ ok: true, value: await boards.handlers['board.got'](actor, input) }),
    );
    socket.on('disconnect', () => boards.left(socket.id));
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));

  const rows: Conversation[] = [];
  let feedSeq = 0;
  const commit = (row: Conversation, author: Entry['author'], body: EntryBody): Conversation => {
    feedSeq += 1;
    const entry: Entry = {
      id: newId(),
      conversationId: row.id,
      seq: row.lastSeq + 1,
      feedSeq,
      publicSeq: row.lastSeq + 1,
      author,
      audience: 'everyone',
      key: null,
      at: Date.now(),
      body,
    };
    const next = afterEntry(row, entry);
    board.apply({ conversation: next, owners: [] }, entry.at);
    if (how !== 'nobody') boards.committed([{ entry, conversation: next }]);
    return next;
  };
  const visitorOf = (row: Conversation): Entry['author'] => ({
    kind: 'visitor',
    id: row.visitor.id,
    name: '',
  });
  const agentOf = (row: Conversation): Entry['author'] => ({
    kind: 'agent',
    id: row.agent?.id ?? null,
    name: row.agent?.name ?? '',
  });
  /** Everything that is open begins with the boards looking. */
  const begin = () => {
    for (let n = 0; n < conversations; n += 1) {
      const agent = people[n % people.length] as (typeof people)[number];
      const empty: Conversation = {
        ...unrouted,
        id: newId(),
        visitor: { id: newId(), name: `Customer ${n}`, locale: 'en' },
        status: 'queued',
        agent: null,
        version: 0,
        lastSeq: 0,
        lastFeedSeq: 0,
        openedAt: Date.now(),
        closedAt: null,
        waitingSince: null,
        lastMessage: null,
        page: null,
      };
      let row = commit(empty, visitorOf(empty), { kind: 'opened', page: null });
      row = commit(
        row,
        { kind: 'system', id: null, name: '' },
        {
          kind: 'routed',
          group: { id: group?.id ?? '', name: group?.name ?? '' },
          priority: 0,
          needs: noNeeds,
          rule: null,
        },
      );
      row = commit(
        row,
        { kind: 'system', id: null, name: '' },
        {
          kind: 'assigned',
          from: null,
          to: { id: agent.id, name: agent.name },
          reason: 'least_loaded',
        },
      );
      rows.push(row);
    }
  };

  /** `at` of every change, by conversation: what a board shows of it is one of these. */
  const commits: Record<string, number[]> = {};
  let timer: NodeJS.Timeout | null = null;
  const work = (milliseconds: number) =>
    new Promise<{ changes: number; processor: number; took: number; began: number; commits: typeof commits }>(
      (resolve) => {
        const from = performance.now();
        const began = Date.now();
        let done = 0;
        processor();
        timer = setInterval(() => {
          const passed = Math.min(milliseconds, performance.now() - from);
          for (; done < (passed / 1000) * perSecond * conversations; done += 1) {
            const at = done % conversations;
            const before = rows[at] as Conversation;
            // One asks, the other answers.
            const asks = before.waitingSince === null;
            const text = asks ? 'Where is my order?' : 'It left this morning.';
            const row = commit(before, asks ? visitorOf(before) : agentOf(before), { kind: 'message', text });
            rows[at] = row;
            commits[row.id] ??= [];
            commits[row.id]?.push(row.lastMessage?.at ?? 0);
            if (how === 'control') desks.emit('board', { row });
          }
          if (passed < milliseconds) return;
          if (timer !== null) clearInterval(timer);
          resolve({ changes: done, processor: processor(), took: performance.now() - from, began, commits });
        }, turn);
      },
    );

  end = async () => {
    if (timer !== null) clearInterval(timer);
    await boards.stop();
    await io.close();
    await database.close();
    await rm(folder, { recursive: true, force: true });
    end = async () => undefined;
  };
  current = { begin, work, rows: () => rows };
  return `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
}

let current: {
  readonly begin: () => void;
  readonly work: (milliseconds: number) => Promise<{
    readonly changes: number;
    readonly processor: number;
    readonly took: number;
    readonly began: number;
    readonly commits: Readonly<Record<string, readonly number[]>>;
  }>;
  readonly rows: () => readonly Conversation[];
} | null = null;
const running = () => {
  if (current === null) throw new Error('not started');
  return current;
};

const calls = {
  start,
  begin: () => running().begin(),
  work: (milliseconds: number) => running().work(milliseconds),
  /** What each conversation is now. */
  last: () =>
    running()
      .rows()
      .map(({ id, waitingSince, lastMessage }) => ({ id, waitingSince, at: lastMessage?.at ?? 0 })),
};
export type BoardHub = typeof calls;

serve(calls, () => end());
