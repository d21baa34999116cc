import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type Channel, channels, packagePath } from '#shared/domain/update/here.ts';
import { compareVersions, isVersion } from '#shared/domain/update/version.ts';
import { readArguments } from '../lib/arguments.mjs';
import { Problem } from '../lib/problem.mjs';
import { faultsOfFeed, packagesIn, publish, restate, type Wish } from './feed.ts';
import { checkerFrom, newKeys, signerFrom } from './keys.ts';

const usage = `yingke-release keygen
       yingke-release make --feed FOLDER [--dist dist] [--channel stable|beta] [--percentage 100] [--from VERSION]
                           [--last-date 2027-01-31] [--days 365] [--notes FILE] [--trial]
       yingke-release stage --feed FOLDER --percentage 50 [--channel stable|beta] [--days 365] [--last-date DATE]
       yingke-release withdraw --feed FOLDER --version 1.1.0 --to 1.0.0 [--channel stable|beta] [--days 365] [--trial]
       yingke-release verify --feed FOLDER`;

type Surroundings = {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now: number;
  readonly say: (line: string) => void;
};

/** `yingke-release`: makes the feed of updates out of finished packages, and signs it. */
export async function release(argv: readonly string[], surroundings: Surroundings): Promise<void> {
  const [command, ...rest] = argv;
  const work = command === undefined ? undefined : commands[command];
  if (work === undefined) throw new Problem('What is to be done?', { advice: `Usage: ${usage}` });
  await work(rest, surroundings);
}

type Work = (argv: readonly string[], surroundings: Surroundings) => Promise<void>;

const commands: Readonly<Record<string, Work>> = {
  keygen: async (argv, { say }) => {
    readArguments(argv, { usage });
    const { secret, publicKey } = newKeys();
    say('# Secret: into the safe, and from there into the environment of who releases.');
    say(`YINGKE_UPDATE_KEY=${secret}`);
    say('# Public: into the environment of npm run dist, which puts it into the desk.');
    say(`YINGKE_UPDATE_PUBLIC_KEYS=${publicKey}`);
  },
  make: async (argv, { env, now, say }) => {
    const given = reader(argv, [
      'feed',
      'dist',
      'channel',
      'percentage',
      'from',
      'last-date',
      'days',
      'notes',
    ]);
    const from = given.text('dist') ?? 'dist';
    const all = await packagesIn(from);
    if (all.length === 0)
      throw new Problem(`There is no package in ${from}.`, { advice: 'npm run dist makes them.' });
    const wish = {
      ...given.wish(),
      ...{ percentage: given.number('percentage', 100, 100), from: given.version('from') },
      ...{ notes: await notesFrom(given.text('notes')), withdraws: [] },
    };
    given.refuseTrials(all.filter(({ isTrial }) => isTrial).map(({ file }) => file));
    const place = { from, feed: given.must('feed'), packages: all };
    for (const made of await publish(place, wish, signerFrom(env), now)) say(made);
  },
  stage: async (argv, { env, now, say }) => {
    const given = reader(argv, ['feed', 'channel', 'percentage', 'days', 'last-date']);
    given.must('percentage');
    const { channel, days, lastDate } = given.wish();
    const change = {
      ...{ percentage: given.number('percentage', 100, 100), days },
      ...(lastDate === null ? {} : { lastDate }),
    };
    const made = await restate({ feed: given.must('feed'), channel }, change, signerFrom(env), now);
    if (made.length === 0) throw new Problem(`The feed has nothing in ${channel}.`);
    for (const one of made) say(one);
  },
  withdraw: async (argv, { env, now, say }) => {
    const given = reader(argv, ['feed', 'channel', 'version', 'to', 'days', 'last-date']);
    const [feed, gone, to] = [given.must('feed'), given.version('version'), given.version('to')];
    if (gone === null || to === null || compareVersions(to, gone) >= 0)
      throw new Problem('--version is withdrawn, and --to names an older one.', {
        advice: `Usage: ${usage}`,
      });
    const from = path.join(feed, packagePath(''));
    const packages = (await packagesIn(from)).filter(({ version }) => version === to);
    if (packages.length === 0) throw new Problem(`The feed has no packages of ${to}.`);
    given.refuseTrials(packages.filter(({ isTrial }) => isTrial).map(({ file }) => file));
    const wish: Wish = {
      ...given.wish(),
      ...{ percentage: 100, from: null, notes: { 'zh-CN': '', en: '' }, withdraws: [gone] },
    };
    for (const made of await publish({ from, feed, packages }, wish, signerFrom(env), now)) say(made);
  },
  verify: async (argv, { env, now, say }) => {
    const feed = reader(argv, ['feed']).must('feed');
    const { checked, faults } = await faultsOfFeed(feed, checkerFrom(env), now);
    if (checked.length === 0) throw new Problem(`There is no feed in ${feed}.`);
    if (faults.length > 0)
      throw new Problem('The feed is not as it should be.', { details: faults.join('\n') });
    for (const one of checked) say(`${one}: in order`);
  },
};

function reader(argv: readonly string[], values: readonly string[]) {
  const read = readArguments(argv, { values, flags: ['trial'], usage });
  const text = (name: string) => (typeof read[name] === 'string' ? read[name] : null);
  const bad = (name: string) =>
    new Problem(`--${name} cannot be “${text(name) ?? ''}”.`, { advice: `Usage: ${usage}` });
  const number = (name: string, usual: number, most: number) => {
    const given = text(name);
    if (given === null) return usual;
    if (!/^\d{1,4}$/.test(given) || Number(given) > most) throw bad(name);
    return Number(given);
  };
  return {
    text,
    number,
    must: (name: string) =>
      text(name) ?? fail(new Problem(`--${name} is missing.`, { advice: `Usage: ${usage}` })),
    version: (name: string) => {
      const given = text(name);
      return given === null || isVersion(given) ? given : fail(bad(name));
    },
    wish: () => ({
      channel: channelFrom(text('channel')) ?? fail(bad('channel')),
      days: number('days', 365, 3650) || fail(bad('days')),
      lastDate: dateFrom(text('last-date'), () => bad('last-date')),
    }),
    refuseTrials: (files: readonly string[]) => {
      if (files.length === 0 || read.trial === true) return;
      throw new Problem(`These are for trying, or signed by nobody: ${files.join(', ')}.`, {
        advice: 'A feed for trying them takes --trial.',
      });
    },
  };
}

function channelFrom(text: string | null): Channel | undefined {
  return text === null ? 'stable' : channels.find((one) => one === text);
}

/** The end of that day, UTC. */
function dateFrom(text: string | null, bad: () => Problem): number | null {
  if (text === null) return null;
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T23:59:59Z`) : Number.NaN;
  return Number.isNaN(time) ? fail(bad()) : time;
}

async function notesFrom(file: string | null): Promise<Wish['notes']> {
  if (file === null) return { 'zh-CN': '', en: '' };
  const { 'zh-CN': zh, en } = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
  if (typeof zh !== 'string' || typeof en !== 'string')
    throw new Problem(`${file} needs a text "zh-CN" and a text "en".`);
  return { 'zh-CN': zh, en };
}

function fail(problem: Problem): never {
  throw problem;
}
