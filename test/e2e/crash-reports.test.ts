import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CrashRecord } from '#shared/protocol/crashes.ts';
import { type Desk, launchDesk } from '../support/app.ts';
import { type HubProcess, launchHub } from '../support/app-hub.ts';
import { byId, connected, signIn } from '../support/app-page.ts';
import { axeFaults } from '../support/axe.ts';
import { openStage, projectRoot, type Stage } from '../support/launch.ts';
import { keepPicture } from '../support/pictures.ts';
import { startLine } from '../support/tcp-line.ts';
import { filesIn } from '../support/traces.ts';

/**
 * Real crashes of the real desk: where the policy says `local` no byte of one goes to the hub, which is seen on the wire; where it says
 * `hub`, those that are made from then on do, by the next start, and the operator reads them by the command.
 */
let stage: Stage;
let hub: HubProcess;
let line: Awaited<ReturnType<typeof startLine>>;
let data: string;
let policies: string;
let desk: Desk;
const passed: Buffer[] = [];
const wire = () => Buffer.concat(passed);
const putsOnWire = () =>
  wire()
    .toString('latin1')
    .match(/PUT \S*crashes/gu)?.length ?? 0;

beforeAll(async () => {
  stage = await openStage();
  hub = await launchHub(stage.undo);
  line = await startLine(Number(new URL(hub.hub).port), undefined, (chunk) => passed.push(chunk));
  stage.undo.add(line.stop);
  data = stage.folder('data');
  policies = stage.folder('policies');
  for (const kind of ['managed', 'recommended']) mkdirSync(join(policies, kind));
});
afterAll(() => stage?.close());

const rule = (CrashReports: string) =>
  writeFileSync(join(policies, 'managed', '10.json'), JSON.stringify({ CrashReports }));
const start = () => launchDesk(stage, { data, env: { YINGKE_POLICIES: policies }, args: ['--lang', 'en'] });
const dumps = () => filesIn(data).filter((name) => name.endsWith('.dmp'));

/** As the system ends a process that touches what is not its own. What was attached to that page is gone with it. */
async function crashPage(): Promise<void> {
  await desk.app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    if (window !== undefined) process.kill(window.webContents.getOSProcessId(), 'SIGSEGV');
  });
}

const program = promisify(execFile);
/** `hub admin …` as the operator types it, beside the running hub. */
async function admin(...args: readonly string[]): Promise<string> {
  const run = [join(projectRoot, 'src/hub/index.ts'), 'admin', ...args, '--data', hub.data];
  return (await program(process.execPath, run)).stdout;
}
const atHub = async () =>
  (JSON.parse(await admin('crashes', 'list', '--json')) as { reports: readonly CrashRecord[] }).reports;

test('ruled `local`: a page that crashes leaves a report here, and it stays here', {
  timeout: 120_000,
}, async () => {
  const [person] = hub.accounts;
  if (person === undefined) throw new Error('no demo people');
  rule('local');
  // The reporter has to be on before the first page: at the first start it is known too late.
  desk = await start();
  await signIn(desk.page, line.url, person);
  await connected(desk.page);
  await desk.quit();
  desk = await start();
  await connected(desk.page);
  expect(dumps()).toEqual([]);
  await crashPage();
  await expect.poll(dumps, { timeout: 20_000 }).toHaveLength(1);
  await desk.quit();
  expect(putsOnWire()).toBe(0);
  expect(wire().includes('MDMP')).toBe(false);
});

test('ruled `hub`: what crashes from then on reaches the hub after the next start, once; what was made before does not', {
  timeout: 120_000,
}, async () => {
  const [before] = dumps();
  rule('hub');
  desk = await start();
  await connected(desk.page);
  await crashPage();
  await expect.poll(dumps, { timeout: 20_000 }).toHaveLength(2);
  const made = dumps().find((name) => name !== before);
  const bytes = readFileSync(join(data, made ?? ''));
  await desk.kill();
  desk = await start();
  await connected(desk.page);
  await expect.poll(dumps, { timeout: 30_000 }).toEqual([before]);
  const reports = await atHub();
  expect(reports).toMatchObject([
    { process: 'renderer', platform: `${process.platform} ${process.arch}`, bytes: bytes.length },
  ]);
  expect(made).toContain(reports[0]?.id);
  expect(putsOnWire()).toBe(1);

  const out = join(stage.folder('out'), 'report.dmp');
  await admin('crashes', 'get', reports[0]?.id ?? '', '--out', out);
  expect(readFileSync(out).equals(bytes)).toBe(true);
  expect(statSync(out).mode & 0o777).toBe(0o600);
  await expect(admin('crashes', 'get', reports[0]?.id ?? '', '--out', out)).rejects.toThrow('there already');
});

test('the program itself crashes: its report goes with the next start', { timeout: 120_000 }, async () => {
  const there = dumps().length;
  await desk.app.evaluate(() => process.crash()).catch(() => undefined);
  await desk.kill();
  await expect.poll(() => dumps().length).toBe(there + 1);
  desk = await start();
  await expect.poll(dumps, { timeout: 30_000 }).toHaveLength(there);
  expect((await atHub()).map(({ process }) => process)).toEqual(['browser', 'renderer']);
  expect(putsOnWire()).toBe(2);
});

test('the person sees that the rule decides, what was sent and what stays', async () => {
  const { page } = desk;
  await byId(page, 'part-settings').click();
  await byId(page, 'settings-health').press('Enter');
  await byId(page, 'crash-list').waitFor();
  const row = byId(page, 'setting-crash-reports');
  await expect.poll(() => row.textContent()).toContain('Settled by your organisation.');
  expect(await row.locator('select').inputValue()).toBe('hub');
  expect(await row.locator('select').isDisabled()).toBe(true);
  const fates = byId(page, 'crash-list').locator('[data-crash]');
  expect(await fates.evaluateAll((all) => all.map((one) => one.getAttribute('data-crash')))).toEqual([
    ...['sent', 'sent', 'kept'],
  ]);
  expect(await axeFaults(page)).toEqual([]);
  await byId(page, 'crash-list').scrollIntoViewIfNeeded();
  await keepPicture(page, 'crash-reports-1');
});

test('the operator removes it; the trail says who sent, read and removed', async () => {
  const [other, report] = await atHub();
  await admin('crashes', 'remove', report?.id ?? '');
  expect((await atHub()).map(({ id }) => id)).toEqual([other?.id]);
  const lines = (await admin('audit', 'export', '--format', 'jsonl')).trim().split('\n');
  const events = lines
    .map((one) => JSON.parse(one) as { event: string; subject: string | null })
    .filter(({ subject }) => subject === report?.id)
    .map(({ event }) => event);
  expect(events).toEqual(['desk.crash', 'admin.crashes.read', 'admin.crashes.remove']);
});
