import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * A folder to work in, that nobody takes for what it is not yet: named after this process. What processes that have ended left behind
 * goes.
 */
export async function makeSideFolder(parent: string, name: string): Promise<string> {
  for (const other of await readdir(parent)) {
    const pid = other.startsWith(`${name}-`) ? Number(other.slice(name.length + 1)) : Number.NaN;
    if (Number.isInteger(pid) && !isRunning(pid))
      await rm(join(parent, other), { recursive: true, force: true });
  }
  const path = join(parent, `${name}-${process.pid}`);
  await mkdir(path, { mode: 0o700 });
  return path;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's, so it is there.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
