import { join } from 'node:path';
import type { Desk } from '../support/app.ts';
import { demoAccounts, launchDesk, until } from '../support/app.ts';
import { launchHub } from '../support/app-hub.ts';
import { call, connected, openConversation, signIn } from '../support/app-page.ts';
import type { Stage } from '../support/launch.ts';
import { openStage, projectRoot } from '../support/launch.ts';
import type { Candidate, Run } from './run.ts';
import { median, startOnce } from './run.ts';
import { seed } from './seed.ts';

/**
 * The desk's start beside that of a bare Electron window, one after the other in the same run, so that
 * whatever else the machine does falls on both. Says one line a figure, and exits with 1 when a limit
 * is missed. `--rounds N` and `--idle MS` are for a quicker, rougher look.
 */
const rounds = Number(option('--rounds') ?? 7);
const idle = Number(option('--idle') ?? 5000);
const size = { conversations: 40, entries: 200 };
const last = 'conversation-painted';

type Figure = {
  readonly name: string;
  readonly unit: string;
  readonly of: (run: Run) => number;
  /** Times the bare window's at most. */
  readonly limit: number;
};

const moment = (name: string) => (run: Run) => run.moments.get(name) ?? Number.NaN;
const figures: readonly Figure[] = [
  { name: 'window shown', unit: 'ms', of: moment('window-shown'), limit: 1.25 },
  { name: 'cached list and conversation painted', unit: 'ms', of: moment(last), limit: 1.6 },
  { name: 'memory', unit: 'MB', of: ({ memory }) => memory, limit: 1.35 },
];
/** Tells what a start costs also where the machine is busy with other things; no limit of its own. */
const processorTime: Figure = {
  name: 'processor time until then, all processes',
  unit: 'ms',
  of: ({ processor }) => processor,
  limit: Number.POSITIVE_INFINITY,
};

const say = (line: string) => process.stdout.write(`${line}\n`);

const stage = await openStage();
try {
  process.exitCode = (await bench(stage)) ? 0 : 1;
} finally {
  await stage.close();
}

async function bench(on: Stage): Promise<boolean> {
  const alone = await deskOfHubAlone(on);
  const hosting = await deskWithHubInside(on);
  const app = join(projectRoot, 'test/bench/bare');
  const bare: Candidate = { app, args: [`--user-data-dir=${on.folder('bare')}`], last };
  const desk: Candidate = { app: projectRoot, args: alone, last };
  const inside: Candidate = { app: projectRoot, args: hosting, last };

  const runs = await interleaved(on, [bare, desk, inside]);
  const [ofBare = [], ofDesk = [], ofInside = []] = runs;
  const fine = figures.map((figure) => report(figure, ofDesk, ofBare));
  report(processorTime, ofDesk, ofBare);
  say('with the hub inside, which has no limits:');
  for (const figure of [...figures, processorTime])
    report({ ...figure, limit: Number.POSITIVE_INFINITY }, ofInside, ofBare);
  for (const [name, list] of Object.entries({ bare: ofBare, desk: ofDesk, 'hub inside': ofInside })) {
    say(`memory of ${name}: ${sharesOf(list)}`);
  }
  if (!ofBare.every(({ exact }) => exact)) {
    say('(Memory is that of unshared pages: only root may see how the others are shared.)');
  }
  return fine.every(Boolean);
}

/** A desk signed in at a hub of its own process; answers its arguments. */
async function deskOfHubAlone(on: Stage): Promise<readonly string[]> {
  const hub = await launchHub(on.undo);
  const longest = await seed(hub, size.conversations, size.entries);
  const data = on.folder('desk');
  const desk = await launchDesk(on, { data, args: [`--hub=${hub.hub}`] });
  const [account] = hub.accounts;
  if (!account) throw new Error('no demo people');
  await signIn(desk.page, hub.hub, account);
  await leaveOpen(desk, longest);
  return [`--data=${data}`, `--hub=${hub.hub}`];
}

async function deskWithHubInside(on: Stage): Promise<readonly string[]> {
  const data = on.folder('hosting');
  const flags = ['--host', '--demo'];
  const desk = await launchDesk(on, { data, args: flags });
  const addresses = await desk.ready();
  const longest = await seed(
    { ...addresses, accounts: demoAccounts(data) },
    size.conversations,
    size.entries,
  );
  await leaveOpen(desk, longest);
  return [`--data=${data}`, ...flags];
}

/** Quits with everything in the cache and that conversation in front. */
async function leaveOpen(desk: Desk, conversationId: string): Promise<void> {
  const { page } = desk;
  await connected(page);
  await until(
    async () => {
      const answer = (await call(page, 'conversations.list', {})) as { value?: readonly unknown[] };
      return answer.value?.length === size.conversations || undefined;
    },
    () => 'the list is not in the cache',
  );
  await openConversation(page, conversationId);
  await page.locator('[data-testid="entry"]').first().waitFor();
  await until(
    async () => {
      const kept = await page.evaluate(() => JSON.stringify({ ...localStorage }));
      return kept.includes(conversationId) || undefined;
    },
    () => 'the open tab is not remembered',
  );
  await desk.quit();
}

/** Every candidate once as a warm-up, then all in turn; the order of a turn moves on by one. */
async function interleaved(on: Stage, candidates: readonly Candidate[]): Promise<readonly Run[][]> {
  const runs: Run[][] = candidates.map(() => []);
  for (let round = 0; round <= rounds; round += 1) {
    for (let step = 0; step < candidates.length; step += 1) {
      const index = (round + step) % candidates.length;
      const candidate = candidates[index];
      if (!candidate) continue;
      const run = await startOnce(on, candidate, idle);
      if (round > 0) runs[index]?.push(run);
    }
    process.stderr.write(`round ${round} of ${rounds}${round === 0 ? ' (warm-up)' : ''}\n`);
  }
  return runs;
}

function report(figure: Figure, runs: readonly Run[], bare: readonly Run[]): boolean {
  const value = median(runs.map(figure.of));
  const ratio = value / median(bare.map(figure.of));
  const limit = Number.isFinite(figure.limit) ? `, limit ${figure.limit.toFixed(2)}` : '';
  const fine = ratio <= figure.limit;
  say(
    `${figure.name}: ${value.toFixed(0)} ${figure.unit} (ratio ${ratio.toFixed(2)}${limit})${fine ? '' : ' MISSED'}`,
  );
  return fine;
}

/** Medians of what each process takes, those of one kind together. */
function sharesOf(runs: readonly Run[]): string {
  const kinds = new Set(runs.flatMap(({ shares }) => shares.map(({ what }) => what)));
  const sum = (run: Run, kind: string) =>
    run.shares.filter(({ what }) => what === kind).reduce((all, { megabytes }) => all + megabytes, 0);
  return [...kinds]
    .map((kind) => `${kind} ${median(runs.map((run) => sum(run, kind))).toFixed(0)}`)
    .join(', ');
}

function option(name: string): string | undefined {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : process.argv[at + 1];
}
