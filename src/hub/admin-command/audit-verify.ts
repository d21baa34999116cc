import type { AdminAnswer, AdminRequest, AuditLine } from '#shared/protocol/admin.ts';
import { type Head, hashOfLine, noLine } from '../platform/audit-chain.ts';
import type { Access } from './access.ts';

/** What is wrong with a line, and with it the trail from there on. */
export type Break =
  /** It is not there, and later ones are, or it was the last. */
  | 'missing'
  /** There is more than one of its number. */
  | 'twice'
  /** It is none that the hub has written: there should be none of that number. */
  | 'added'
  /** What it says does not fit its hash. */
  | 'changed'
  /** It fits its own hash, but not the line before it: that, or itself, was written anew. */
  | 'loose';

export type Verdict =
  | { readonly whole: true; readonly head: Head }
  | { readonly whole: false; readonly number: number; readonly what: Break };

/** Goes through the trail page by page: up to the line that was the latest when it began, and whether there are any that should not be. */
export async function verify({ call }: Pick<Access, 'call'>): Promise<Verdict> {
  let last = noLine;
  let end: Head | null = null;
  let after: AdminRequest<'audit.page'>['after'] = null;
  for (;;) {
    const page: AdminAnswer<'audit.page'> = await call('audit.page', { after, from: null, to: null });
    const goal: Head = end ?? page.head;
    end = goal;
    for (const line of page.lines) {
      if (line.number > goal.number) return atEnd(last, goal) ?? (await beyond(call, goal));
      const what = breakOf(page.workspace, last, line);
      if (what !== null)
        return { whole: false, number: what === 'missing' ? last.number + 1 : line.number, what };
      last = { number: line.number, hash: line.hash };
      after = { number: line.number, id: line.id };
    }
    if (page.lines.length === 0) return atEnd(last, goal) ?? { whole: true, head: goal };
  }
}

function breakOf(workspace: string, last: Head, line: AuditLine): Break | null {
  const { hash, prevHash, ...says } = line;
  if (line.number < 1) return 'added';
  if (line.number <= last.number) return 'twice';
  if (line.number > last.number + 1) return 'missing';
  if (hashOfLine(prevHash, { workspace, ...says }) !== hash) return 'changed';
  return prevHash === last.hash ? null : 'loose';
}

/** What the trail's end says must be what the last line is. */
function atEnd(last: Head, goal: Head): Verdict | null {
  if (last.number < goal.number) return { whole: false, number: last.number + 1, what: 'missing' };
  return last.hash === goal.hash ? null : { whole: false, number: last.number, what: 'changed' };
}

/** Lines after the end: written meanwhile, and then the end is further on by now, or by nobody who may. */
async function beyond(call: Access['call'], goal: Head): Promise<Verdict> {
  let after = { number: goal.number, id: '' };
  let latest = goal.number;
  for (;;) {
    const { lines } = await call('audit.page', { after, from: null, to: null });
    const last = lines.at(-1);
    if (last === undefined) break;
    after = { number: last.number, id: last.id };
    latest = last.number;
  }
  const { head } = await call('audit.page', { after, from: null, to: null });
  return latest <= head.number
    ? { whole: true, head: goal }
    : { whole: false, number: head.number + 1, what: 'added' };
}
