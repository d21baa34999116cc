import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Visitor } from '#shared/domain/conversation.ts';
import type { Customer } from '#shared/domain/customer/customer.ts';
import type { DeskNews, Mark } from '#shared/protocol/desk.ts';
import type { Me, Role } from '#shared/protocol/handshake.ts';
import {
  type Committed,
  type Conversations,
  createConversations,
} from '../../src/hub/conversations/index.ts';
import {
  createCustomers,
  createRecords,
  createSeen,
  customerHandlers,
  type Records,
  roomsOf,
  type Seen,
} from '../../src/hub/customers/index.ts';
import { createHandbooks, type Handbooks } from '../../src/hub/handbook/index.ts';
import { createPeople, openWorkspace, type Workspace } from '../../src/hub/people/index.ts';
import { type Database, openDatabase } from '../../src/hub/platform/database/index.ts';
import { createLog } from '../../src/hub/platform/log/index.ts';
import { createWays, type Ways } from '../../src/hub/ways/index.ts';
import { plainHouse } from '../support/house.ts';
import { startPostgres } from '../support/postgres.ts';

/** The places where records can be kept: what is true on one has to be true on the other. */
export type Place = {
  readonly name: string;
  /** Gives locations of new, empty databases. */
  readonly open: () => Promise<{
    readonly location: () => Promise<string>;
    readonly close: () => Promise<void>;
  }>;
};

export const places: readonly Place[] = [
  {
    name: 'SQLite',
    open: async () => {
      const folder = await mkdtemp(join(tmpdir(), 'yingke-store-'));
      let count = 0;
      return {
        location: async () => {
          count += 1;
          return join(folder, `${count}.sqlite`);
        },
        close: () => rm(folder, { recursive: true, force: true }),
      };
    },
  },
  {
    name: 'PostgreSQL',
    open: async () => {
      const postgres = await startPostgres();
      return { location: postgres.newDatabase, close: postgres.stop };
    },
  },
];

export type Store = {
  readonly location: string;
  readonly database: Database;
  readonly workspace: Workspace;
  readonly conversations: Conversations;
  /** Everything committed since it was opened, in order of telling. */
  readonly committed: readonly Committed[];
  readonly marks: readonly Mark[];
  /** How many transactions the writer has begun. */
  readonly transactions: () => number;
  /** Commits that are finished from now on are reported only when the returned function is called. */
  readonly holdCommits: () => () => void;
  /** Sets the hub's clock, which stands still otherwise. */
  readonly setClock: (now: number) => void;
  readonly person: (name: string, role?: Role) => Promise<Me>;
  readonly visitor: () => Promise<Visitor>;
  readonly records: Records;
  readonly seen: Seen;
  readonly handbooks: Handbooks;
  readonly customerHandlers: ReturnType<typeof customerHandlers>;
  /** Cards that were told of, and to whom. */
  readonly cards: readonly { readonly rooms: readonly string[]; readonly customer: Customer }[];
  readonly ways: Ways;
  /** Visitors who are connected. */
  readonly here: Set<string>;
  /** Pages that were told of, and to whom. */
  readonly toldWays: readonly {
    readonly rooms: readonly string[];
    readonly views: DeskNews['way']['views'];
  }[];
  readonly close: () => Promise<void>;
};

const quiet = createLog({ write: () => undefined });

/** The hub's records without the hub: database, transcripts, people. */
export async function openStore(location: string): Promise<Store> {
  const opened = await openDatabase(location);
  let transactions = 0;
  let reported: Promise<void> = Promise.resolve();
  const database: Database = {
    ...opened,
    transaction: async (run) => {
      transactions += 1;
      const done = await opened.transaction(run);
      await reported;
      return done;
    },
  };
  let now = 1_700_000_000_000;
  const clock = { now: () => now, every: () => () => undefined };
  const workspace = await openWorkspace(database, clock, 'Test');
  const committed: Committed[] = [];
  const marks: Mark[] = [];
  const conversations = createConversations({
    database,
    workspaceId: workspace.id,
    clock,
    log: quiet,
    house: plainHouse(clock.now),
    onCommitted: (more) => committed.push(...more),
    onMark: (_, mark) => marks.push(mark),
  });
  const people = createPeople(database, workspace.id, clock);
  const customers = createCustomers(database, workspace.id, clock);
  const records = createRecords(database, workspace.id, clock);
  const seen = createSeen(database, clock);
  const handbooks = await createHandbooks({ database, workspaceId: workspace.id, clock });
  const cards: { rooms: string[]; customer: Customer }[] = [];
  const here = new Set<string>();
  const toldWays: { rooms: string[]; views: DeskNews['way']['views'] }[] = [];
  return {
    here,
    toldWays,
    ways: createWays({
      database,
      clock,
      reads: conversations.reads,
      isAllowedOrigin: (origin) => origin === 'https://shop.example.test',
      isHere: (id) => here.has(id),
      roomsOf,
      tell: (rooms, { views }) => void toldWays.push({ rooms, views }),
    }),
    records,
    seen,
    handbooks,
    cards,
    customerHandlers: customerHandlers({
      database,
      clock,
      reads: conversations.reads,
      records,
      seen,
      handbooks,
      tell: (rooms, customer) => void cards.push({ rooms, customer }),
      tellTicks: () => undefined,
    }),
    location,
    database,
    workspace,
    conversations,
    committed,
    marks,
    transactions: () => transactions,
    holdCommits: () => {
      let report: () => void = () => undefined;
      reported = new Promise((resolve) => {
        report = resolve;
      });
      return report;
    },
    setClock: (to) => {
      now = to;
    },
    person: (name, role = 'agent') =>
      people.create({ name, role, email: `${name}@example.test`, password: 'not used here' }),
    visitor: async () => {
      const { visitorId } = await customers.register('en', 'https://shop.example.test');
      return { id: visitorId, name: null, locale: 'en' };
    },
    close: () => database.close(),
  };
}
