import { readdirSync, readFileSync } from 'node:fs';

/** A process and all it started, as the kernel knows them now. */
export function processTree(root: number): readonly number[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    const pid = Number(name);
    if (!Number.isInteger(pid)) continue;
    const parent = parentOf(pid);
    if (parent !== null) children.set(parent, [...(children.get(parent) ?? []), pid]);
  }
  const tree = [root];
  // The list grows while it is walked: children of children are reached too.
  for (const pid of tree) tree.push(...(children.get(pid) ?? []));
  return tree;
}

function parentOf(pid: number): number | null {
  try {
    // "pid (name) state parent …"; the name may hold anything, brackets and spaces too.
    const line = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(line.slice(line.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return null;
  }
}

/** One process of a tree: what it is for, and its memory in MB. */
export type Share = { readonly what: string; readonly megabytes: number };

/**
 * What each process of the tree takes of the machine's memory. Pages that several have in common
 * count in parts, so the sum is what would come free. Only root may see into sandboxed processes;
 * `exact` is false where it was estimated from pages that nobody shares.
 */
export function memoryOf(root: number): { readonly shares: readonly Share[]; readonly exact: boolean } {
  const tree = processTree(root);
  try {
    return {
      shares: tree.map((pid) => ({ what: purposeOf(pid), megabytes: proportional(pid) })),
      exact: true,
    };
  } catch {
    return { shares: tree.map((pid) => ({ what: purposeOf(pid), megabytes: unshared(pid) })), exact: false };
  }
}

function proportional(pid: number): number {
  const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  return Number(/^Pss:\s+(\d+) kB$/m.exec(text)?.[1] ?? 0) / 1024;
}

function unshared(pid: number): number {
  const [, resident, shared] = readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ').map(Number);
  const pages = (resident ?? 0) - (shared ?? 0);
  return (pages * 4) / 1024;
}

function purposeOf(pid: number): string {
  const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').join(' ').split(' ');
  const value = (name: string) => words.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3);
  return value('utility-sub-type') ?? value('type') ?? 'main';
}

/** Processor time that the tree has taken so far, ms: what a start costs, whatever else the machine does. */
export function processorTimeOf(root: number): number {
  let ticks = 0;
  for (const pid of processTree(root)) {
    try {
      const line = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
      // utime and stime, in hundredths of a second.
      ticks += Number(fields[11]) + Number(fields[12]);
    } catch {
      // It ended meanwhile.
    }
  }
  return ticks * 10;
}
