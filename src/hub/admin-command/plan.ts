import * as z from 'zod/mini';
import { type KeptPlan, type RoutingPlan, routingPlan } from '#shared/domain/routing/plan.ts';
import type { Problem } from '#shared/domain/routing/problems.ts';
import type { PersonRecord } from '#shared/protocol/admin.ts';
import { Complaint } from '../command-line.ts';
import type { Access } from './access.ts';
import { argument, type Command } from './command.ts';
import { knownVersion, numbered, readJson, unlessChanged, versionText, writeJson } from './kept.ts';
import { groupsTable, hoursTable, rulesTable, settingsText, skillsTable } from './plan-text.ts';
import { clean, table, timeText } from './table.ts';
import { problemText } from './words.ts';

type Calls = Pick<Access, 'call'>;

/** What an export writes; by hand also the plan alone. */
const fileShape = z.union([z.object({ version: z.int(), plan: routingPlan }), routingPlan]);

const part = (
  name: string,
  of: (plan: RoutingPlan) => unknown,
  text: (plan: RoutingPlan, people: readonly PersonRecord[]) => string,
): Command => ({
  name,
  takes: [],
  flags: [],
  run: async ({ call }) => {
    const { plan } = await call('plan.read', null);
    const { people } = await call('people.list', null);
    return { value: of(plan), text: text(plan, people) };
  },
});

export const planCommands: readonly Command[] = [
  part('groups list', ({ groups }) => groups, groupsTable),
  part('skills list', ({ skills }) => skills, skillsTable),
  part('hours list', ({ hours }) => hours, hoursTable),
  part('rules list', ({ rules }) => rules, rulesTable),
  {
    name: 'plan show',
    takes: [],
    flags: [],
    run: async ({ call }) => {
      const kept = await call('plan.read', null);
      const { people } = await call('people.list', null);
      const { plan } = kept;
      const text = [
        `The plan: ${versionText(kept)}`,
        `GROUPS (* where no rule fits)\n${groupsTable(plan, people)}`,
        `SKILLS\n${skillsTable(plan, people)}`,
        `HOURS\n${hoursTable(plan)}`,
        `ENTRY RULES, the first that fits\n${rulesTable(plan)}`,
        settingsText(plan),
      ].join('\n\n');
      return { value: kept, text };
    },
  },
  {
    name: 'plan export',
    takes: ['FILE'],
    flags: ['version'],
    run: async ({ call }, given) => {
      const wanted = given.flags.version;
      const kept =
        wanted === undefined ? await call('plan.read', null) : await versionOf({ call }, numbered(wanted));
      const path = argument(given, 0);
      const json = JSON.stringify(kept, null, 2);
      if (path === '-') return { value: kept, text: json };
      await writeJson(path, json);
      return { value: kept, text: `${path} has the plan: ${versionText(kept)}` };
    },
  },
  {
    name: 'plan check',
    takes: ['FILE'],
    flags: [],
    run: async ({ call }, given) => {
      const { plan } = await planIn(argument(given, 0));
      const { problems } = await call('plan.check', { plan });
      return { value: problems, text: problemsText(problems), failed: hasError(problems) };
    },
  },
  {
    name: 'plan import',
    takes: ['FILE'],
    flags: ['force'],
    run: async ({ call }, given) => {
      const { plan, version } = await planIn(argument(given, 0));
      const { problems } = await call('plan.check', { plan });
      // Nothing is changed: what is wrong is said whole, not the first of it alone.
      if (hasError(problems)) return { value: { problems }, text: problemsText(problems), failed: true };
      const current = await call('plan.read', null);
      const from = given.flags.force === true || version === null ? current.version : version;
      const saved = await unlessChanged(call('plan.save', { version: from, plan }), 'plan', current);
      const warnings = problems.length === 0 ? '' : `\n${problemsText(problems)}`;
      return { value: { ...saved, problems }, text: `In force: ${versionText(saved)}${warnings}` };
    },
  },
  {
    name: 'plan history',
    takes: [],
    flags: [],
    run: async ({ call }) => {
      const { versions } = await call('plan.history', null);
      const rows = versions.map(({ version, at, by }) => [String(version), timeText(at), by]);
      return { value: versions, text: table(['VERSION', 'SINCE', 'BY'], rows) };
    },
  },
  {
    name: 'plan restore',
    takes: ['VERSION'],
    flags: [],
    run: async ({ call }, given) => {
      const to = numbered(argument(given, 0));
      await versionOf({ call }, to);
      const current = await call('plan.read', null);
      const saved = await unlessChanged(
        call('plan.restore', { version: current.version, to }),
        'plan',
        current,
      );
      return { value: saved, text: `In force: ${versionText(saved)}, which is version ${to} again` };
    },
  },
];

function versionOf({ call }: Calls, version: number): Promise<KeptPlan> {
  return knownVersion(call('plan.version', { version }), 'plan', version);
}

/** `version` is the one that the file was exported from; null where it does not say. */
async function planIn(path: string): Promise<{ plan: RoutingPlan; version: number | null }> {
  const given = await readJson(path);
  const parsed = fileShape.safeParse(given);
  if (!parsed.success) throw new Complaint('no_plan', `${path} is no plan: ${shapeText(given)}.`);
  return 'plan' in parsed.data ? parsed.data : { plan: parsed.data, version: null };
}

/** Where the file is not what a plan is; of the two forms, by that which it seems to be. */
function shapeText(given: unknown): string {
  const isKept = typeof given === 'object' && given !== null && 'plan' in given;
  const issue = routingPlan.safeParse(isKept ? given.plan : given).error?.issues[0];
  if (issue === undefined) return 'its version is no number';
  const path = issue.path.map(String).join('.');
  return path === '' ? issue.message : `${path}: ${issue.message}`;
}

function hasError(problems: readonly Problem[]): boolean {
  return problems.some(({ severity }) => severity === 'error');
}

function problemsText(problems: readonly Problem[]): string {
  if (problems.length === 0) return 'Nothing is wrong with it.';
  return problems
    .map((one) =>
      clean(`${one.severity === 'error' ? 'Error' : 'Warning'} in ${one.path}: ${problemText(one)}`),
    )
    .join('\n');
}
