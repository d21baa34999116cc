import { spawnSync } from 'node:child_process';

/** What a process asked of the kernel, in the order in which it happened. */
export type Call = {
  readonly name: string;
  /** Arguments as strace writes them: files by name, text with its quotes escaped. */
  readonly args: string;
  /** Positions in the record at which it began and was over. */
  readonly began: number;
  readonly ended: number;
};

/** Whether this machine has strace, and lets us use it. */
export function hasStrace(): boolean {
  return spawnSync('strace', ['-f', '-e', 'trace=none', 'true']).status === 0;
}

/** Arguments for strace, before the program's own: every thread, whole texts, names of files. */
export function straceArgs(record: string, calls: readonly string[]): readonly string[] {
  return [
    '-f',
    '-qq',
    '-y',
    '-s',
    '70000',
    '-e',
    `trace=${calls.join(',')}`,
    '-e',
    'signal=none',
    '-o',
    record,
  ];
}

/** Reads a record. A call during which another thread had its turn is on two lines; it is one here. */
export function readCalls(record: string): readonly Call[] {
  const calls: Call[] = [];
  const open = new Map<string, { readonly name: string; readonly args: string; readonly began: number }>();
  record.split('\n').forEach((line, position) => {
    const [, thread = '', rest = ''] = /^(\d+)\s+(.*)$/s.exec(line) ?? [];
    const resumed = /^<\.\.\. (\w+) resumed>(.*)$/s.exec(rest);
    if (resumed !== null) {
      const begun = open.get(thread);
      open.delete(thread);
      if (begun !== undefined)
        calls.push({ ...begun, args: begun.args + (resumed[2] ?? ''), ended: position });
      return;
    }
    const [, name, args] = /^(\w+)\((.*)$/s.exec(rest) ?? [];
    if (name === undefined || args === undefined) return;
    if (args.endsWith('<unfinished ...>')) open.set(thread, { name, args, began: position });
    else calls.push({ name, args, began: position, ended: position });
  });
  return calls;
}
