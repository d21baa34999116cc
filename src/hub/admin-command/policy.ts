import {
  type GivenHubRules,
  type HubRules,
  hubPolicyNames,
  hubRules,
  wrongInHubRules,
} from '#shared/domain/policy/hub-rules.ts';
import { isPolicyName, readPolicy } from '#shared/domain/policy/policies.ts';
import { type DeskRequirement, wrongInRequirement } from '#shared/domain/update/required.ts';
import { isVersion } from '#shared/domain/update/version.ts';
import type { KeptDeskPolicy } from '#shared/protocol/devices.ts';
import { Complaint } from '../command-line.ts';
import type { Access } from './access.ts';
import { type Flags, misuse, numberOf } from './arguments.ts';
import { argument, type Command } from './command.ts';
import { knownVersion, numbered, readJson, unlessChanged, versionText, writeJson } from './kept.ts';
import { table, timeText } from './table.ts';

type Calls = Pick<Access, 'call'>;

/** Days that desks have where nobody says how many. */
const usualDays = 14;
const day = 24 * 60 * 60_000;

/** What the hub rules of its desks (G2). */
export const policyCommands: readonly Command[] = [
  {
    name: 'policy show',
    takes: [],
    flags: [],
    run: async ({ call }) => said(await call('policy.read', null)),
  },
  {
    name: 'policy set',
    takes: ['NAME', 'VALUE'],
    flags: ['lock'],
    run: async (access, given) => {
      const name = nameIn(argument(given, 0));
      const read = readPolicy(name, valueIn(argument(given, 1)));
      if ('why' in read) throw new Complaint('no_value', `${name} does not take that: see docs/policies.md.`);
      return changed(access, ({ locked, recommended }) => {
        const [lock, leave] = given.flags.lock ? [locked, recommended] : [recommended, locked];
        const more = { ...lock, [name]: read.value };
        const less = without(leave, name);
        return given.flags.lock ? { locked: more, recommended: less } : { locked: less, recommended: more };
      });
    },
  },
  {
    name: 'policy remove',
    takes: ['NAME'],
    flags: [],
    run: async (access, given) => {
      const name = nameIn(argument(given, 0));
      return changed(access, ({ locked, recommended }) => ({
        locked: without(locked, name),
        recommended: without(recommended, name),
      }));
    },
  },
  {
    name: 'policy require',
    takes: ['VERSION'],
    flags: ['days', 'refuse'],
    run: async (access, { words: [, , wanted = ''], flags }) =>
      changed(access, (rules) => ({ ...rules, desk: requirementOf(wanted, flags) })),
  },
  {
    name: 'policy export',
    takes: ['FILE'],
    flags: [],
    run: async ({ call }, given) => {
      const { rules } = await call('policy.read', null);
      const path = argument(given, 0);
      const json = JSON.stringify(rules, null, 2);
      if (path === '-') return { value: rules, text: json };
      await writeJson(path, json);
      return { value: rules, text: `${path} has the rules.` };
    },
  },
  {
    name: 'policy import',
    takes: ['FILE'],
    flags: [],
    run: async (access, given) => {
      const path = argument(given, 0);
      const parsed = hubRules.safeParse(await readJson(path));
      const wrong = parsed.success ? wrongInHubRules(parsed.data) : parsed.error.issues[0]?.path.join('.');
      if (!parsed.success || wrong !== null)
        throw new Complaint('no_rules', `${path} has no rules for desks: see ${wrong || 'its beginning'}.`);
      return changed(access, () => parsed.data);
    },
  },
  {
    name: 'policy history',
    takes: [],
    flags: [],
    run: async ({ call }) => {
      const { versions } = await call('policy.history', null);
      const rows = versions.map(({ version, at, by }) => [String(version), timeText(at), by]);
      return { value: versions, text: table(['VERSION', 'SINCE', 'BY'], rows) };
    },
  },
  {
    name: 'policy restore',
    takes: ['VERSION'],
    flags: [],
    run: async ({ call }, given) => {
      const to = numbered(argument(given, 0));
      await knownVersion(call('policy.version', { version: to }), 'policy', to);
      const current = await call('policy.read', null);
      return said(
        await unlessChanged(call('policy.restore', { version: current.version, to }), 'policy', current),
      );
    },
  },
];

async function changed({ call }: Calls, change: (rules: HubRules) => GivenHubRules) {
  const current = await call('policy.read', null);
  const asked = call('policy.save', { version: current.version, rules: change(current.rules) });
  return said(await unlessChanged(asked, 'policy', current));
}

function said(kept: KeptDeskPolicy) {
  const rows = (['locked', 'recommended'] as const).flatMap((how) =>
    Object.entries(kept.rules[how]).map(([name, value]) => [name, JSON.stringify(value), how]),
  );
  const { desk } = kept.rules;
  const asked = desk === undefined ? '' : `\n\n${requirementText(desk)}`;
  const text = `Rules for desks: ${versionText(kept)}\n\n${table(['POLICY', 'VALUE', 'HOW'], rows)}${asked}`;
  return { value: kept, text };
}

/** Null: nothing is asked for any more. */
function requirementOf(wanted: string, { days, refuse }: Flags): DeskRequirement | null {
  if (wanted === 'none') {
    if (days !== undefined || refuse !== undefined) throw misuse('“policy require none” takes nothing else.');
    return null;
  }
  const odd = [wanted, refuse ?? wanted].find((one) => !isVersion(one));
  if (odd !== undefined)
    throw misuse(`“${odd}” is no version of the desk: three numbers, as 1.2.0, or “none”.`);
  const until = Date.now() + day * (days === undefined ? usualDays : numberOf(days, '--days', 0, 365));
  const required = { minimum: wanted, until, refused: refuse ?? null };
  if (wrongInRequirement(required) !== null)
    throw misuse('--refuse is for older desks than those that are asked to update.');
  return required;
}

function requirementText({ minimum, until, refused }: DeskRequirement): string {
  const late = `Desks below ${minimum} are asked to update; from ${timeText(until)} they take no new conversations.`;
  return refused === null ? late : `${late}\nDesks below ${refused} are not let in.`;
}

function nameIn(given: string) {
  const name = hubPolicyNames.find((one) => one === given);
  if (name !== undefined) return name;
  throw misuse(
    isPolicyName(given)
      ? `${given} is not for a hub to say, but for whoever owns the computer.`
      : `There is no policy “${given}”: a hub may say ${hubPolicyNames.join(', ')}.`,
  );
}

/** As JSON where it is some; a word is a text. */
function valueIn(given: string): unknown {
  try {
    return JSON.parse(given);
  } catch {
    return given;
  }
}

function without(values: HubRules['locked'], name: string): HubRules['locked'] {
  return Object.fromEntries(Object.entries(values).filter(([one]) => one !== name));
}
