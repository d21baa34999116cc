import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { token } from '#shared/protocol/fields.ts';
import { writePrivately } from './platform/private-file.ts';

/**
 * How the command line reaches a hub that runs: whoever can read its data folder may administer it. The file is
 * there while the hub is, readable by its owner alone; killed, a hub leaves one whose token is nobody's.
 */
const operatorFile = z.object({ hub: z.string(), token });
export type Operator = z.infer<typeof operatorFile>;

const pathIn = (folder: string) => join(folder, 'operator.json');

export function leaveOperator(folder: string, operator: Operator): Promise<void> {
  return writePrivately(pathIn(folder), `${JSON.stringify(operator)}\n`);
}

/** Takes back what `leaveOperator` left; another hub's, that uses the same folder, stays. */
export async function removeOperator(folder: string, token: string): Promise<void> {
  if ((await readOperator(folder))?.token === token) await rm(pathIn(folder), { force: true });
}

/** Null when no hub has left one, or what is there is none. */
export async function readOperator(folder: string): Promise<Operator | null> {
  try {
    const parsed = operatorFile.safeParse(JSON.parse(await readFile(pathIn(folder), 'utf8')));
    return parsed.success ? parsed.data : null;
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === 'ENOENT' || code === 'ENOTDIR' || error instanceof SyntaxError) return null;
    throw error;
  }
}
