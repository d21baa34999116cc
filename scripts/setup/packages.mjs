import { Problem } from '../lib/problem.mjs';
import { run, tail } from '../lib/run.mjs';
import { isDebian, missingHere, which } from './system.mjs';

/** @typedef {import('./system.mjs').Need} Need */

/**
 * Installs what is missing, or says how.
 * @param {readonly Need[]} wanted
 * @param {import('../lib/report.mjs').Report} report
 */
export async function provide(wanted, report) {
  const absent = missingHere(wanted);
  if (absent.length === 0) return;
  const required = absent.filter((need) => !need.optional);
  const names = absent.map((need) => need.packages.at(-1) ?? '').join(' ');
  if (!isDebian()) {
    if (required.length === 0) return;
    throw new Problem(`This system lacks: ${required.map((need) => need.commands?.[0]).join(', ')}.`, {
      advice: 'Install them with the system’s package manager, then run it again.',
    });
  }
  const prefix = await administrator();
  if (!prefix) {
    const command = `sudo apt-get update && sudo apt-get install --no-install-recommends -y ${names}`;
    if (required.length === 0) return;
    throw new Problem('System packages are missing, and installing them needs root.', {
      advice: `Run this, then try again:\n    ${command}`,
    });
  }
  const step = report.start('System packages');
  try {
    step.note('apt-get update');
    await apt(prefix, ['update'], step);
    const chosen = await choose(absent);
    step.note(`installing ${chosen.length}`);
    const install = ['install', '--no-install-recommends', '-y', ...chosen];
    if (!(await apt(prefix, install, step))) {
      // An earlier run that was interrupted in the middle leaves dpkg half way.
      await run(prefix[0] ?? 'dpkg', [
        ...prefix.slice(1),
        ...(prefix.length ? ['dpkg'] : []),
        '--configure',
        '-a',
      ]);
      const second = await apt(prefix, install, step, true);
      if (!second) throw new Error('unreachable');
    }
    const still = missingHere(required);
    if (still.length > 0) {
      throw new Problem(
        `These system packages could not be had: ${still.map((need) => need.packages.join(' or ')).join(', ')}.`,
        {
          advice: 'Install them by hand, then run it again.',
        },
      );
    }
    step.done(`installed ${chosen.join(' ')}`);
  } catch (error) {
    step.fail();
    throw error;
  }
}

/** How to run something as root: nothing before it, `sudo -n`, or not at all (undefined). */
async function administrator() {
  if (process.getuid?.() === 0) return [];
  if (which('sudo') && (await run('sudo', ['-n', 'true'], { limit: 5000 })).code === 0) return ['sudo', '-n'];
  return undefined;
}

/**
 * @param {readonly string[]} prefix
 * @param {readonly string[]} args
 * @param {import('../lib/report.mjs').Step} step
 * @param {boolean} [last] a failure is then a Problem
 */
async function apt(prefix, args, step, last = args[0] === 'update') {
  const options = ['-o', 'DPkg::Lock::Timeout=300', '-o', 'APT::Status-Fd=1', '-q'];
  const line = [
    ...prefix,
    'env',
    'DEBIAN_FRONTEND=noninteractive',
    'LC_ALL=C',
    'apt-get',
    ...options,
    ...args,
  ];
  const result = await run(line[0] ?? 'env', line.slice(1), {
    onLine: (text) => {
      const percent = percentOf(text);
      if (percent !== undefined) step.fraction(percent / 100);
    },
  });
  if (result.code === 0) return true;
  if (!last) return false;
  throw new Problem(`apt-get ${args[0]} failed.`, {
    advice: 'Its own words above say why; put that right, then run it again.',
    details: tail(
      result.output
        .split('\n')
        .filter((text) => percentOf(text) === undefined)
        .join('\n'),
      15,
    ),
  });
}

/**
 * A line of apt's own status, as `dlstatus:3:41.3:Retrieving…` (fetching, the first half) or
 * `pmstatus:xvfb:60.0:Installing…` (unpacking, the second).
 * @param {string} line
 */
export function percentOf(line) {
  const match = /^(dlstatus|pmstatus):[^:]*(?::[^:]*?)??:(\d+(?:\.\d+)?):/.exec(line);
  if (!match) return undefined;
  const percent = Number(match[2]);
  return match[1] === 'dlstatus' ? percent / 2 : 50 + percent / 2;
}

/** For each need the first name that this system's archive has. @param {readonly Need[]} absent */
async function choose(absent) {
  const { output } = await run('apt-cache', ['policy', ...absent.flatMap((need) => need.packages)], {
    env: { ...process.env, LC_ALL: 'C' },
  });
  return chooseFrom(absent, output);
}

/** @param {readonly Need[]} absent @param {string} policy what `apt-cache policy` printed */
export function chooseFrom(absent, policy) {
  const known = new Set();
  for (const block of policy.split(/^(?=\S)/m)) {
    const name = /^(\S+):\n/.exec(block)?.[1];
    const candidate = /Candidate: (\S+)/.exec(block)?.[1];
    if (name && candidate && candidate !== '(none)') known.add(name);
  }
  return absent
    .map(
      (need) =>
        need.packages.find((name) => known.has(name)) ?? (need.optional ? undefined : need.packages.at(-1)),
    )
    .filter((name) => name !== undefined);
}
