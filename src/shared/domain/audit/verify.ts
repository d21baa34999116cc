import { chainedText, type Head, type KeptLine, noLine } from './chain.ts';

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

/** Where a page begins: behind this line. */
export type After = { readonly number: number; readonly id: string } | null;

export type TrailPage = {
  readonly workspace: string;
  readonly head: Head;
  readonly lines: readonly KeptLine[];
};

/** Pages of the whole trail, in order. */
export type ReadPage = (after: After) => Promise<TrailPage>;

/** SHA-256 in hexadecimal: Node has it, and this is read by programs without Node too. */
export type Sha256 = (text: string) => string;

/**
 * Goes through the trail page by page: up to the line that was the latest when it began, and whether there are any that should
 * not be. `onPage` hears how far it is.
 */
export async function verify(
  read: ReadPage,
  sha256: Sha256,
  onPage: (done: number, of: number) => void = () => undefined,
): Promise<Verdict> {
  let last = noLine;
  let end: Head | null = null;
  let after: After = null;
  for (;;) {
    const page: TrailPage = await read(after);
    const goal: Head = end ?? page.head;
    end = goal;
    for (const line of page.lines) {
      if (line.number > goal.number) return atEnd(last, goal) ?? (await beyond(read, goal));
      const what = breakOf(page.workspace, last, line, sha256);
      if (what !== null)
        return { whole: false, number: what === 'missing' ? last.number + 1 : line.number, what };
      last = { number: line.number, hash: line.hash };
      after = { number: line.number, id: line.id };
    }
    if (page.lines.length === 0) return atEnd(last, goal) ?? { whole: true, head: goal };
    onPage(last.number, goal.number);
  }
}

function breakOf(workspace: string, last: Head, line: KeptLine, sha256: Sha256): Break | null {
  const { hash, prevHash, ...says } = line;
  if (line.number < 1) return 'added';
  if (line.number <= last.number) return 'twice';
  if (line.number > last.number + 1) return 'missing';
  if (sha256(chainedText(prevHash, { workspace, ...says })) !== hash) return 'changed';
  return prevHash === last.hash ? null : 'loose';
}

/** What the trail's end says must be what the last line is. */
function atEnd(last: Head, goal: Head): Verdict | null {
  if (last.number < goal.number) return { whole: false, number: last.number + 1, what: 'missing' };
  return last.hash === goal.hash ? null : { whole: false, number: last.number, what: 'changed' };
}

/** Lines after the end: written meanwhile, and then the end is further on by now, or by nobody who may. */
async function beyond(read: ReadPage, goal: Head): Promise<Verdict> {
  let after = { number: goal.number, id: '' };
  let latest = goal.number;
  for (;;) {
    const { lines } = await read(after);
    const last = lines.at(-1);
    if (last === undefined) break;
    after = { number: last.number, id: last.id };
    latest = last.number;
  }
  const { head } = await read(after);
  return latest <= head.number
    ? { whole: true, head: goal }
    : { whole: false, number: head.number + 1, what: 'added' };
}
