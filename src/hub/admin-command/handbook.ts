import * as z from 'zod/mini';
import {
  type Handbook,
  handbook as handbookShape,
  type KeptHandbook,
} from '#shared/domain/customer/handbook.ts';
import { inPlaceOf } from '#shared/domain/customer/handbook-keeping.ts';
import { type HandbookProblem, handbookProblems } from '#shared/domain/customer/handbook-problems.ts';
import { Complaint } from '../command-line.ts';
import type { Access } from './access.ts';
import { argument, type Command } from './command.ts';
import {
  checklistsTable,
  dispositionsTable,
  fieldsTable,
  handbookProblemText,
  requiredText,
} from './handbook-text.ts';
import { knownVersion, numbered, readJson, unlessChanged, versionText, writeJson } from './kept.ts';
import { table, timeText } from './table.ts';

type Calls = Pick<Access, 'call'>;

/** What an export writes; by hand also the handbook alone. */
const fileShape = z.union([z.object({ version: z.int(), handbook: handbookShape }), handbookShape]);

export const handbookCommands: readonly Command[] = [
  {
    name: 'handbook show',
    takes: [],
    flags: [],
    run: async ({ call }) => {
      const kept = await call('handbook.read', null);
      const { plan } = await call('plan.read', null);
      const groupName = (id: string) => plan.groups.find((group) => group.id === id)?.name ?? '?';
      const { handbook } = kept;
      const text = [
        `The handbook: ${versionText(kept)}`,
        `FIELDS OF A CUSTOMER\n${fieldsTable(handbook)}`,
        `DISPOSITIONS\n${dispositionsTable(handbook, groupName)}\n${requiredText(handbook, groupName)}`,
        `CHECKLISTS\n${checklistsTable(handbook, groupName)}`,
      ].join('\n\n');
      return { value: kept, text };
    },
  },
  {
    name: 'handbook export',
    takes: ['FILE'],
    flags: ['version'],
    run: async ({ call }, given) => {
      const wanted = given.flags.version;
      const kept =
        wanted === undefined
          ? await call('handbook.read', null)
          : await versionOf({ call }, numbered(wanted));
      const path = argument(given, 0);
      const json = JSON.stringify(kept, null, 2);
      if (path === '-') return { value: kept, text: json };
      await writeJson(path, json);
      return { value: kept, text: `${path} has the handbook: ${versionText(kept)}` };
    },
  },
  {
    name: 'handbook check',
    takes: ['FILE'],
    flags: [],
    run: async (_, given) => {
      const problems = handbookProblems((await handbookIn(argument(given, 0))).handbook);
      return { value: problems, text: problemsText(problems), failed: problems.length > 0 };
    },
  },
  {
    name: 'handbook import',
    takes: ['FILE'],
    flags: ['force'],
    run: async ({ call }, given) => {
      const { handbook, version } = await handbookIn(argument(given, 0));
      const problems = handbookProblems(handbook);
      // Nothing is changed: what is wrong is said whole, not the first of it alone.
      if (problems.length > 0) return { value: { problems }, text: problemsText(problems), failed: true };
      const current = await call('handbook.read', null);
      const from = given.flags.force === true || version === null ? current.version : version;
      const next = inPlaceOf(current.handbook, handbook);
      const asked = call('handbook.save', { version: from, handbook: next.handbook });
      const saved = await unlessChanged(asked, 'handbook', current);
      return { value: saved, text: `In force: ${versionText(saved)}${missingText(next)}` };
    },
  },
  {
    name: 'handbook history',
    takes: [],
    flags: [],
    run: async ({ call }) => {
      const { versions } = await call('handbook.history', null);
      const rows = versions.map(({ version, at, by }) => [String(version), timeText(at), by]);
      return { value: versions, text: table(['VERSION', 'SINCE', 'BY'], rows) };
    },
  },
  {
    name: 'handbook restore',
    takes: ['VERSION'],
    flags: [],
    run: async ({ call }, given) => {
      const to = numbered(argument(given, 0));
      const was = await versionOf({ call }, to);
      const current = await call('handbook.read', null);
      const asked = call('handbook.restore', { version: current.version, to });
      const saved = await unlessChanged(asked, 'handbook', current);
      const missing = missingText(inPlaceOf(current.handbook, was.handbook));
      return {
        value: saved,
        text: `In force: ${versionText(saved)}, which is version ${to} again${missing}`,
      };
    },
  },
];

/** What became of dispositions that are not in it: their codes stand in records. */
function missingText({ kept, deleted }: Pick<ReturnType<typeof inPlaceOf>, 'kept' | 'deleted'>): string {
  return [
    kept.length > 0 &&
      `\nKept, but retired, because records may name them: ${kept.join(', ')}. Without them once more they are deleted.`,
    deleted.length > 0 &&
      `\nDeleted: ${deleted.join(', ')}. Conversations that were filed under them name the code only.`,
  ]
    .filter((line) => line !== false)
    .join('');
}

function versionOf({ call }: Calls, version: number): Promise<KeptHandbook> {
  return knownVersion(call('handbook.version', { version }), 'handbook', version);
}

/** `version` is the one that the file was exported from; null where it does not say. */
async function handbookIn(path: string): Promise<{ handbook: Handbook; version: number | null }> {
  const given = await readJson(path);
  const parsed = fileShape.safeParse(given);
  if (!parsed.success) throw new Complaint('no_handbook', `${path} is no handbook: ${shapeText(given)}.`);
  return 'handbook' in parsed.data ? parsed.data : { handbook: parsed.data, version: null };
}

/** Where the file is not what a handbook is; of the two forms, by that which it seems to be. */
function shapeText(given: unknown): string {
  const isKept = typeof given === 'object' && given !== null && 'handbook' in given;
  const issue = handbookShape.safeParse(isKept ? given.handbook : given).error?.issues[0];
  if (issue === undefined) return 'its version is no number';
  const path = issue.path.map(String).join('.');
  return path === '' ? issue.message : `${path}: ${issue.message}`;
}

function problemsText(problems: readonly HandbookProblem[]): string {
  return problems.length === 0 ? 'Nothing is wrong with it.' : problems.map(handbookProblemText).join('\n');
}
