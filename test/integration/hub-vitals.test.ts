import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { sql } from 'kysely';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { newId } from '#shared/domain/key.ts';
import { refusals } from '#shared/protocol/errors.ts';
import { runAdminCommand } from '../../src/hub/admin-command/index.ts';
import {
  deskClient,
  register,
  say,
  shopOrigin,
  signIn,
  startTestHub,
  type TestHub,
  testPeople,
  visitorClient,
} from '../support/hub.ts';
import { startPostgres } from '../support/postgres.ts';

/** What whoever watches over a hub can ask of it: `/health`, `/health/live` and `/metrics`. */

vi.setConfig({ testTimeout: 120_000 });

const metricsToken = 'M'.repeat(43);
const docs = resolve(import.meta.dirname, '../../docs');
let hub: TestHub;
afterEach(() => hub?.stop());

/** Time goes by when it is told to: what was looked at is not looked at again before. */
function ownClock() {
  let ahead = 0;
  const clock = { now: () => Date.now() + ahead, every: () => () => undefined };
  return { clock, pass: (milliseconds: number) => (ahead += milliseconds) };
}

async function health(path = '/health') {
  const response = await fetch(hub.url + path);
  return { status: response.status, ...((await response.json()) as { ok: boolean; value?: unknown }) };
}

async function metricsOf(url: string, token = metricsToken): Promise<string> {
  const response = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${token}` } });
  expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'no-store']);
  expect(response.headers.get('content-type')).toContain('version=0.0.4');
  return response.text();
}

/** "name{labels}" to its value. */
function figuresIn(text: string): ReadonlyMap<string, number> {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(
    lines.map((line) => {
      const end = line.lastIndexOf(' ');
      return [line.slice(0, end), Number(line.slice(end + 1))];
    }),
  );
}

const fine = { open: 'ok', database: 'ok', schema: 'ok', disk: 'ok' };

test('well, and then not: the database cannot be written, or is of a later hub; alive it is all the time', async () => {
  const { clock, pass } = ownClock();
  hub = await startTestHub({ clock });
  expect(await health()).toEqual({ status: 200, ok: true, value: { head: 0, checks: fine } });
  const { kysely } = hub.hub.database;
  await sql`create trigger broken before update on workspace begin select raise(abort, 'no'); end`.execute(
    kysely,
  );
  // It was looked at a moment ago.
  expect(await health()).toMatchObject({ status: 200 });
  pass(6000);
  expect(await health()).toEqual({
    status: 503,
    ok: false,
    error: { code: 'unavailable' },
    value: { checks: { ...fine, database: 'failed' } },
  });
  expect(await health('/health/live')).toEqual({ status: 200, ok: true, value: null });
  await sql`drop trigger broken`.execute(kysely);
  pass(6000);
  expect(await health()).toMatchObject({ status: 200 });
  await sql`insert into kysely_migration (name, timestamp) values ('9999-tomorrow', '2030-01-01')`.execute(
    kysely,
  );
  pass(6000);
  expect(await health()).toMatchObject({ status: 503, value: { checks: { ...fine, schema: 'failed' } } });
  await sql`delete from kysely_migration where name = '9999-tomorrow'`.execute(kysely);
});

test('about to go it says so, and serves all the same', async () => {
  hub = await startTestHub();
  hub.hub.drain();
  expect(await health()).toMatchObject({ status: 503, value: { checks: { ...fine, open: 'failed' } } });
  expect(await health('/health/live')).toMatchObject({ status: 200 });
  await say(await visitorClient(hub.url), 'hello');
});

test('figures: connections, queue, messages, refusals, times; none of a customer, and none that grows with them', async () => {
  const { clock, pass } = ownClock();
  hub = await startTestHub({ metricsToken, clock });
  const names = [...figuresIn(await metricsOf(hub.url)).keys()].map((line) =>
    line.replace(/"\d\.\d\.\d"/u, ''),
  );
  const customers = await Promise.all([1, 2, 3].map(() => visitorClient(hub.url)));
  for (const customer of customers) await say(customer, 'canary-text');
  pass(90_000);
  const sue = await deskClient(hub.url, testPeople.sue);
  await sue.ask('conversation.close', { conversationId: newId(), key: newId(), version: 1 } as never);
  await expect(
    signIn(hub.url, { email: 'canary@example.test', password: 'canary-password' }),
  ).rejects.toThrow();

  const text = await metricsOf(hub.url);
  const figures = figuresIn(text);
  expect(figures.get('yingke_connections{side="visitor"}')).toBe(3);
  expect(figures.get('yingke_connections{side="desk"}')).toBe(1);
  expect(figures.get('yingke_agents_online')).toBe(0);
  expect(figures.get('yingke_queue_waiting')).toBe(3);
  expect(figures.get('yingke_queue_longest_wait_seconds')).toBeGreaterThanOrEqual(90);
  expect(figures.get('yingke_conversations_open')).toBe(0);
  expect(figures.get('yingke_messages_total{author="visitor"}')).toBe(3);
  expect(figures.get('yingke_refusals_total{code="wrong_credentials"}')).toBe(1);
  expect(figures.get('yingke_event_seconds_count{side="visitor"}')).toBe(3);
  expect(figures.get('yingke_event_seconds_count{side="desk"}')).toBe(1);
  expect(figures.get('yingke_http_request_seconds_count{status="4xx"}')).toBe(1);
  expect(figures.get('yingke_event_loop_delay_seconds{quantile="0.99"}')).toBeGreaterThan(0);
  expect(figures.get('yingke_database_bytes')).toBe(
    (await stat(join(hub.folder, 'hub.sqlite'))).size + (await stat(join(hub.folder, 'hub.sqlite-wal'))).size,
  );
  expect(figures.get('yingke_disk_free_bytes')).toBeGreaterThan(0);
  expect(figures.get('yingke_last_backup_timestamp_seconds')).toBe(0);
  for (const value of figures.values()) expect(value).not.toBeNaN();

  for (const canary of ['canary', 'example.test', 'Sue', customers[0]?.visitorId ?? '?', shopOrigin])
    expect(text).not.toContain(canary);
  // What comes to be while it runs is of lists: refusals by the table's codes, answers by side and status.
  const later = [...figures.keys()].filter((line) => !names.includes(line.replace(/"\d\.\d\.\d"/u, '')));
  const side = (line: string) => /^yingke_event_seconds_\w+\{.*side="(desk|visitor)"\}$/u.test(line);
  const status = (line: string) => /^yingke_http_request_seconds_\w+\{.*status="[2345]xx"\}$/u.test(line);
  expect(later.filter((line) => !side(line) && !status(line))).toEqual([]);
  expect([...figures.keys()].filter((line) => line.startsWith('yingke_refusals_total'))).toHaveLength(
    Object.keys(refusals).length,
  );
});

test('the figures are for whoever has the token; the alerts of the docs are about figures that there are', async () => {
  hub = await startTestHub({ metricsToken });
  const { token } = await signIn(hub.url, testPeople.sue);
  const visitor = await register(hub.url);
  for (const other of [undefined, token, visitor.token, 'N'.repeat(43), 'short']) {
    const headers = other === undefined ? {} : { authorization: `Bearer ${other}` };
    expect((await fetch(`${hub.url}/metrics`, { headers })).status).toBe(401);
  }
  const headers = { authorization: `Bearer ${metricsToken}`, origin: shopOrigin };
  expect((await fetch(`${hub.url}/metrics`, { headers })).status).toBe(403);

  await say(await visitorClient(hub.url), 'x');
  const kinds = [...(await metricsOf(hub.url)).matchAll(/^# TYPE (\w+)/gmu)].map(([, name]) => name);
  const [rules, text] = await Promise.all(
    ['alerts.example.yml', 'operations.md'].map((name) => readFile(join(docs, name), 'utf8')),
  );
  const told = [...(rules ?? '').matchAll(/yingke_\w+/gu)].map(([name]) => name.replace(/_bucket$/u, ''));
  expect(told.length).toBeGreaterThan(8);
  for (const name of told) expect(kinds).toContain(name);
  // And each stands in the docs.
  for (const name of kinds) expect(text).toContain(`\`${name}\``);
});

test('on PostgreSQL as well', async () => {
  const postgres = await startPostgres();
  onTestFinished(() => postgres.stop());
  const filesFolder = await mkdtemp(join(tmpdir(), 'yingke-vitals-'));
  hub = await startTestHub({
    metricsToken,
    database: await postgres.newDatabase(),
    filesFolder: join(filesFolder, 'files'),
  });
  await say(await visitorClient(hub.url), 'x');
  expect(await health()).toMatchObject({ status: 200, value: { checks: fine } });
  const figures = figuresIn(await metricsOf(hub.url));
  expect(figures.get('yingke_queue_waiting')).toBe(1);
  expect(figures.get('yingke_database_bytes')).toBeGreaterThan(1_000_000);
  await hub.stop();
  await rm(filesFolder, { recursive: true });
});

test('as a program: the token lies in the data folder and stays, the last backup is told, --drain waits', async () => {
  const data = await mkdtemp(join(tmpdir(), 'yingke-vitals-'));
  onTestFinished(() => rm(data, { recursive: true, force: true }));
  const start = async (...more: string[]) => {
    const program = resolve(import.meta.dirname, '../../src/hub/index.ts');
    const args = [program, '--data', data, '--allow-origin', shopOrigin, ...more];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore'] });
    onTestFinished(() => void child.kill('SIGKILL'));
    const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
    return { child, url: (JSON.parse(line.slice(7)) as { hub: string }).hub };
  };
  const tokenOf = async () => (await readFile(join(data, 'hub/metrics.token'), 'utf8')).trim();

  const first = await start();
  const token = await tokenOf();
  expect((await stat(join(data, 'hub/metrics.token'))).mode & 0o777).toBe(0o600);
  expect(figuresIn(await metricsOf(first.url, token)).get('yingke_last_backup_timestamp_seconds')).toBe(0);
  const before = Date.now();
  const made = ['backup', 'create', join(data, 'one.tar'), '--data', data];
  expect(await runAdminCommand(made, {}, { out: () => undefined, error: () => undefined })).toBe(0);
  const at = figuresIn(await metricsOf(first.url, token)).get('yingke_last_backup_timestamp_seconds') ?? 0;
  expect(at * 1000).toBeGreaterThanOrEqual(before - 1);
  first.child.kill('SIGTERM');
  await once(first.child, 'close');

  const second = await start('--drain', '300');
  expect(await tokenOf()).toBe(token);
  await metricsOf(second.url, token);
  second.child.kill('SIGTERM');
  await vi.waitFor(async () => expect((await fetch(`${second.url}/health`)).status).toBe(503), {
    timeout: 20_000,
  });
  await say(await visitorClient(second.url), 'still there');
  // Asked twice, it is in earnest.
  second.child.kill('SIGTERM');
  await once(second.child, 'close');
});
