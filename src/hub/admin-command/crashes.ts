import { access, writeFile } from 'node:fs/promises';
import type { CrashRecord } from '#shared/protocol/crashes.ts';
import { RefusalError } from '#shared/protocol/errors.ts';
import { id as ids } from '#shared/protocol/fields.ts';
import { Complaint } from '../command-line.ts';
import { misuse } from './arguments.ts';
import { argument, type Command } from './command.ts';
import { clean, table, timeText } from './table.ts';

/** Reports of crashes that desks have sent, for who has the data folder (decision 52). */
export const crashCommands: readonly Command[] = [
  {
    name: 'crashes list',
    takes: [],
    flags: [],
    run: async ({ call }) => {
      const found = await call('crashes.list', null);
      const people = new Map((await call('people.list', null)).people.map(({ id, email }) => [id, email]));
      const lines = [reportTable(found.reports, (id) => people.get(id) ?? id)];
      if (found.unreadable > 0)
        lines.push(`${found.unreadable} more that the key of this hub does not open.`);
      return { value: found, text: lines.join('\n') };
    },
  },
  {
    name: 'crashes get',
    takes: ['ID'],
    flags: ['out'],
    run: async ({ call }, given) => {
      const path = given.flags.out;
      if (path === undefined) throw misuse('“crashes get” takes --out FILE.');
      // Before it is asked for: nothing is read, and noted as read, that has nowhere to go.
      if (await isThere(path)) throw new Complaint('there_already', `${path} is there already.`);
      const { report, content } = await known(call('crashes.read', { id: idIn(argument(given, 0)) }));
      // Memory of somebody's desk: for who asked alone, and over nothing that is there.
      await writeFile(path, Buffer.from(content, 'base64'), { mode: 0o600, flag: 'wx' }).catch(
        (error: NodeJS.ErrnoException) => {
          throw new Complaint('unwritable', `${path} cannot be written (${error.code}).`);
        },
      );
      const text = `${path} has the report (${size(report.bytes)}): a piece of memory, with what people wrote perhaps.`;
      return { value: { ...report, path }, text };
    },
  },
  {
    name: 'crashes remove',
    takes: ['ID'],
    flags: [],
    run: async ({ call }, given) => {
      const id = idIn(argument(given, 0));
      await known(call('crashes.remove', { id }));
      return { value: { id }, text: `${id} is removed.` };
    },
  },
];

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

function idIn(given: string): string {
  if (ids.safeParse(given).success) return given;
  throw misuse(`“${clean(given)}” is no report: “crashes list” says what there is.`);
}

function known<T>(asked: Promise<T>): Promise<T> {
  return asked.catch((error: unknown) => {
    const code = error instanceof RefusalError ? error.refusal.code : null;
    if (code === 'not_found')
      throw new Complaint('unknown_report', 'There is no such report: “crashes list” says what there is.');
    if (code === 'file_broken')
      throw new Complaint(
        'report_sealed',
        'The key of this hub does not open it: it is damaged, or secrets.key is another one.',
      );
    throw error;
  });
}

const size = (bytes: number) => `${(bytes / 1024).toFixed(0)} kB`;

function reportTable(reports: readonly CrashRecord[], personText: (id: string) => string): string {
  return table(
    ['REPORT', 'RECEIVED', 'CRASHED', 'PART', 'VERSION', 'SYSTEM', 'PERSON', 'DEVICE', 'SIZE'],
    reports.map((one) => [
      one.id,
      timeText(one.receivedAt),
      timeText(one.at),
      one.process,
      one.version,
      one.platform,
      personText(one.personId),
      one.device,
      size(one.bytes),
    ]),
  );
}
