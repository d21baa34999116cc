import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { sql } from 'kysely';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { type RefusalCode, refusals } from '#shared/protocol/errors.ts';
import type { Database } from '../platform/database/index.ts';
import { roomIn } from './health.ts';

/** Authors of messages: every label has values from a short list, and none of a customer. */
const authors = ['visitor', 'agent', 'robot', 'system'] as const;
const sides = ['desk', 'visitor'] as const;
type Side = (typeof sides)[number];

export type Metrics = ReturnType<typeof createMetrics>;

/** Written by the command that makes a backup, when it is whole. */
export const lastBackup = 'backup.json';

/** Figures of this node for Prometheus (docs/operations.md lists them); those of queue and database are asked when they are wanted. */
export function createMetrics(options: {
  readonly database: Database;
  /** Path of the SQLite file; null on PostgreSQL. */
  readonly file: string | null;
  /** `hub` in the data folder; null: there is none. */
  readonly folder: string | null;
  readonly version: string;
  readonly now: () => number;
  readonly connections: () => Readonly<Record<Side, number>>;
  readonly agentsOnline: () => number;
}) {
  const { database, file, folder, now, connections, agentsOnline } = options;
  const registry = new Registry();
  const registers = [registry];
  const gauge = (name: string, help: string, collect: (this: Gauge) => Promise<void> | void) =>
    new Gauge({ name, help, registers, collect });

  new Gauge({ name: 'yingke_info', help: 'Version of this hub.', labelNames: ['version'], registers }).set(
    { version: options.version },
    1,
  );
  gauge('yingke_up_seconds', 'How long this hub has run.', function () {
    this.set(process.uptime());
  });
  new Gauge({
    name: 'yingke_connections',
    help: 'Sockets connected to this hub.',
    labelNames: ['side'],
    registers,
    collect() {
      for (const side of sides) this.set({ side }, connections()[side]);
    },
  });
  gauge('yingke_agents_online', 'Agents with a desk connected.', function () {
    this.set(agentsOnline());
  });

  const waiting = new Gauge({ name: 'yingke_queue_waiting', help: 'Customers in the queues.', registers });
  const longest = new Gauge({
    name: 'yingke_queue_longest_wait_seconds',
    help: 'How long the one has waited who has waited longest.',
    registers,
  });
  const open = new Gauge({
    name: 'yingke_conversations_open',
    help: 'Conversations that an agent has.',
    registers,
  });
  const ofQueue = async () => {
    const { rows } = await sql<{ status: string; n: number; since: number | null }>`
      select status, count(*) as n, min(queued_at) as since from conversation
      where status in ('queued', 'active') group by status`.execute(database.kysely);
    const queued = rows.find(({ status }) => status === 'queued');
    const since = queued?.since ?? null;
    waiting.set(Number(queued?.n ?? 0));
    longest.set(since === null ? 0 : Math.max(0, now() - Number(since)) / 1000);
    open.set(Number(rows.find(({ status }) => status === 'active')?.n ?? 0));
  };

  const messages = new Counter({
    name: 'yingke_messages_total',
    help: 'Messages written by this hub.',
    labelNames: ['author'],
    registers,
  });
  for (const author of authors) messages.inc({ author }, 0);
  const refused = new Counter({
    name: 'yingke_refusals_total',
    help: 'What was refused, by its code.',
    labelNames: ['code'],
    registers,
  });
  for (const code of Object.keys(refusals)) refused.inc({ code }, 0);
  const answered = new Histogram({
    name: 'yingke_event_seconds',
    help: 'From an event of a socket to its answer, committed where it writes.',
    labelNames: ['side'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers,
  });
  const requested = new Histogram({
    name: 'yingke_http_request_seconds',
    help: 'From a request to its answer.',
    labelNames: ['status'],
    buckets: [0.005, 0.025, 0.1, 0.5, 2.5, 10],
    registers,
  });

  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  new Gauge({
    name: 'yingke_event_loop_delay_seconds',
    help: 'How late the event loop was since the figures were asked for last.',
    labelNames: ['quantile'],
    registers,
    collect() {
      const nanoseconds = { '0.5': delay.percentile(50), '0.99': delay.percentile(99), '1': delay.max };
      for (const [quantile, value] of Object.entries(nanoseconds)) this.set({ quantile }, value / 1e9);
      delay.reset();
    },
  });
  gauge('yingke_resident_memory_bytes', 'Memory of the process.', function () {
    this.set(process.memoryUsage.rss());
  });
  const cpu = new Counter({
    name: 'yingke_cpu_seconds_total',
    help: 'Processor time of the process.',
    registers,
  });
  let counted = 0;

  gauge('yingke_database_bytes', 'Size of the records.', async function () {
    this.set(await sizeOf(database, file));
  });
  if (folder !== null) {
    gauge('yingke_disk_free_bytes', 'Room on the disk of the data folder.', async function () {
      this.set(await roomIn(folder));
    });
    gauge(
      'yingke_last_backup_timestamp_seconds',
      'When the last backup was whole; 0: never.',
      async function () {
        this.set(await lastBackupIn(folder));
      },
    );
  }

  return {
    /** The figures as text, in the format of Prometheus. */
    text: async (): Promise<string> => {
      await ofQueue();
      const { user, system } = process.cpuUsage();
      cpu.inc((user + system) / 1e6 - counted);
      counted = (user + system) / 1e6;
      return registry.metrics();
    },
    contentType: registry.contentType,
    wrote: (author: (typeof authors)[number]) => messages.inc({ author }),
    refused: (code: RefusalCode) => refused.inc({ code }),
    answered: (side: Side, milliseconds: number) => answered.observe({ side }, milliseconds / 1000),
    requested: (status: number, milliseconds: number) =>
      requested.observe({ status: `${Math.floor(status / 100)}xx` }, milliseconds / 1000),
    stop: () => void delay.disable(),
  };
}

async function sizeOf({ kysely }: Database, file: string | null): Promise<number> {
  if (file === null) {
    const found = await sql<{ size: number }>`select pg_database_size(current_database()) as size`.execute(
      kysely,
    );
    return Number(found.rows[0]?.size ?? 0);
  }
  const sizes = [file, `${file}-wal`].map((path) =>
    stat(path).then(
      ({ size }) => size,
      (error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return 0;
        throw error;
      },
    ),
  );
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

/** Seconds since the epoch. */
async function lastBackupIn(folder: string): Promise<number> {
  try {
    const { at } = JSON.parse(await readFile(join(folder, lastBackup), 'utf8')) as { at?: unknown };
    return typeof at === 'number' ? at / 1000 : 0;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' || error instanceof SyntaxError) return 0;
    throw error;
  }
}
