import { formats } from '#shared/domain/audit/files.ts';
import { type Break, verify } from '#shared/domain/audit/verify.ts';
import type { AdminAnswer, AdminRequest } from '#shared/protocol/admin.ts';
import { sha256 } from '../platform/audit-chain.ts';
import type { Access } from './access.ts';
import { type Given, misuse } from './arguments.ts';
import type { Command } from './command.ts';

const sentences: Readonly<Record<Break, string>> = {
  missing: 'it is missing',
  twice: 'there is more than one of that number',
  added: 'it was put in: the hub has not written it',
  changed: 'it was changed',
  loose: 'it does not follow on the line before it: one of the two was written anew',
};

/** The audit trail, for whoever has to show that it is whole (decision 37). */
export const auditCommands: readonly Command[] = [
  {
    name: 'audit verify',
    takes: [],
    flags: [],
    run: async ({ call }) => {
      const verdict = await verify((after) => call('audit.page', { after, from: null, to: null }), sha256);
      if (!verdict.whole) {
        const text = `The audit trail is broken at line ${verdict.number}: ${sentences[verdict.what]}.`;
        return { value: verdict, text, failed: true };
      }
      const { number, hash } = verdict.head;
      return {
        value: verdict,
        text: `OK: ${number} ${number === 1 ? 'line' : 'lines'}, the last one’s hash is ${hash}`,
      };
    },
  },
  {
    name: 'audit export',
    takes: [],
    flags: ['from', 'to', 'format'],
    run: async (access, given, out) => {
      const lines = await write(access, given, out);
      return { value: { lines }, text: '' };
    },
  },
];

/** Page by page: a trail of years need not fit into memory. */
async function write({ call }: Pick<Access, 'call'>, { flags }: Given, out: (text: string) => void) {
  const { format = 'csv' } = flags;
  if (format !== 'csv' && format !== 'jsonl') throw misuse(`--format takes csv or jsonl, not “${format}”.`);
  if (flags.json) throw misuse('--json is not for “audit export”: --format jsonl is.');
  const from = flags.from === undefined ? null : timeIn(flags.from, '--from', 0);
  const to = flags.to === undefined ? null : timeIn(flags.to, '--to', 1);
  if (from !== null && to !== null && to <= from) throw misuse('--to is before --from.');
  const { head, line } = formats[format];
  let after: AdminRequest<'audit.page'>['after'] = null;
  let count = 0;
  for (;;) {
    const page: AdminAnswer<'audit.page'> = await call('audit.page', { after, from, to });
    // Only once it is known that there is an answer.
    const text = page.lines.map((one) => line(page.workspace, one)).join('');
    if (after === null) out(head + text);
    else if (text !== '') out(text);
    const last = page.lines.at(-1);
    if (last === undefined) return count;
    count += page.lines.length;
    after = { number: last.number, id: last.id };
  }
}

/** A day of this machine's calendar, `daysOn` days after its beginning; or a moment. */
function timeIn(given: string, flag: string, daysOn: number): number {
  const day = /^(\d{4})-(\d{2})-(\d{2})$/u.exec(given);
  if (day !== null) {
    const [year = 0, month = 0, date = 0] = day.slice(1).map(Number);
    const start = new Date(year, month - 1, date);
    // Else 2026-02-31 would be in March.
    if (start.getMonth() === month - 1 && start.getDate() === date)
      return new Date(year, month - 1, date + daysOn).getTime();
  } else if (/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/u.test(given)) {
    const at = Date.parse(given);
    if (!Number.isNaN(at)) return at;
  }
  throw misuse(`${flag} takes 2026-11-30 or 2026-11-30T08:00:00Z, not “${given}”.`);
}
