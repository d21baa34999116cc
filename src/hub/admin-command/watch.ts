import * as z from 'zod/mini';
import { problemsOfRules } from '#shared/domain/watch/problems.ts';
import { type WatchRule, type WatchRules, watchRules } from '#shared/domain/watch/rule.ts';
import type { Trial } from '#shared/domain/watch/trial.ts';
import { Complaint } from '../command-line.ts';
import { argument, type Command } from './command.ts';
import { knownVersion, numbered, readJson, unlessChanged, versionText, writeJson } from './kept.ts';
import { table, timeText } from './table.ts';

/** What an export writes; by hand also the rules alone. */
const fileShape = z.union([z.object({ version: z.int(), rules: watchRules }), watchRules]);

export const watchCommands: readonly Command[] = [
  {
    name: 'watch show',
    takes: [],
    flags: [],
    run: async ({ call }) => {
      const kept = await call('watch.read', null);
      const rows = kept.rules.rules.map(({ name, on, when, severity, notify, webhook }) => [
        name.en,
        on ? when.kind : `(off) ${when.kind}`,
        severity,
        [notify && 'desk', webhook && 'webhook'].filter(Boolean).join(', ') || 'list only',
      ]);
      const text = table(['RULE', 'WHEN', 'SEVERITY', 'TELLS'], rows);
      return { value: kept, text: `Alert rules: ${versionText(kept)}\n\n${text}` };
    },
  },
  {
    name: 'watch export',
    takes: ['FILE'],
    flags: ['version'],
    run: async ({ call }, given) => {
      const wanted = given.flags.version;
      const number = wanted === undefined ? null : numbered(wanted);
      const kept =
        number === null
          ? await call('watch.read', null)
          : await knownVersion(call('watch.version', { version: number }), 'watch', number);
      const path = argument(given, 0);
      const json = JSON.stringify(kept, null, 2);
      if (path === '-') return { value: kept, text: json };
      await writeJson(path, json);
      return { value: kept, text: `${path} has the alert rules: ${versionText(kept)}` };
    },
  },
  {
    name: 'watch import',
    takes: ['FILE'],
    flags: ['force'],
    run: async ({ call }, given) => {
      const { rules, version } = await rulesIn(argument(given, 0));
      const problems = problemsOfRules(rules, (await call('plan.read', null)).plan);
      const text = problems.map(({ path, code }) => `${path}: ${code}`).join('\n');
      // Nothing is changed: what is wrong is said whole, not the first of it alone.
      if (problems.length > 0) return { value: { problems }, text, failed: true };
      const current = await call('watch.read', null);
      const from = given.flags.force === true || version === null ? current.version : version;
      const saved = await unlessChanged(call('watch.save', { version: from, rules }), 'watch', current);
      return { value: saved, text: `In force: ${versionText(saved)}` };
    },
  },
  {
    name: 'watch try',
    takes: ['[FILE]'],
    flags: [],
    run: async ({ call }, given) => {
      const path = argument(given, 0);
      const { rules } = path === '' ? (await call('watch.read', null)).rules : (await rulesIn(path)).rules;
      // One after the other: each reads a week.
      const tried: { readonly rule: WatchRule; readonly trial: Trial }[] = [];
      for (const rule of rules) tried.push({ rule, trial: await call('watch.try', { rule }) });
      const rows = tried.map(({ rule, trial: { from, to, raised, subjects } }) => [
        rule.name.en,
        rule.when.kind,
        from < to ? timeText(from) : '(nothing to try it on)',
        String(raised),
        String(subjects),
      ]);
      return { value: tried, text: table(['RULE', 'WHEN', 'SINCE', 'WOULD RAISE', 'ABOUT'], rows) };
    },
  },
  {
    name: 'watch history',
    takes: [],
    flags: [],
    run: async ({ call }) => {
      const { versions } = await call('watch.history', null);
      const rows = versions.map(({ version, at, by }) => [String(version), timeText(at), by]);
      return { value: versions, text: table(['VERSION', 'SINCE', 'BY'], rows) };
    },
  },
  {
    name: 'watch restore',
    takes: ['VERSION'],
    flags: [],
    run: async ({ call }, given) => {
      const to = numbered(argument(given, 0));
      await knownVersion(call('watch.version', { version: to }), 'watch', to);
      const current = await call('watch.read', null);
      const asked = call('watch.restore', { version: current.version, to });
      const saved = await unlessChanged(asked, 'watch', current);
      return { value: saved, text: `In force: ${versionText(saved)}, which is version ${to} again` };
    },
  },
];

/** `version` is the one that the file was exported from; null where it does not say. */
async function rulesIn(path: string): Promise<{ rules: WatchRules; version: number | null }> {
  const given = await readJson(path);
  const parsed = fileShape.safeParse(given);
  if (!parsed.success) {
    const isKept = typeof given === 'object' && given !== null && 'version' in given && 'rules' in given;
    const issue = watchRules.safeParse(isKept ? given.rules : given).error?.issues[0];
    const what =
      issue === undefined ? 'its version is no number' : `${issue.path.join('.')}: ${issue.message}`;
    throw new Complaint('no_rules', `${path} has no alert rules: ${what}.`);
  }
  return 'version' in parsed.data ? parsed.data : { rules: parsed.data, version: null };
}
