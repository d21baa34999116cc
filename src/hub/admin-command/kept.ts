import { readFile, writeFile } from 'node:fs/promises';
import { RefusalError } from '#shared/protocol/errors.ts';
import { Complaint } from '../command-line.ts';
import { numberOf } from './arguments.ts';
import { clean, timeText } from './table.ts';

/** What is kept in versions and changed as a whole: the plan, and the handbook. */

type Version = { readonly version: number; readonly at: number; readonly by: string };

export function numbered(given: string): number {
  return numberOf(given, 'A version', 1, 999_999_999);
}

export function versionText({ version, at, by }: Version): string {
  return version === 0
    ? 'nobody has written it yet'
    : `version ${version}, since ${timeText(at)}, by ${clean(by)}`;
}

/** `what` is "plan" or "handbook". */
export async function knownVersion<K>(asked: Promise<K>, what: string, version: number): Promise<K> {
  return asked.catch((error: unknown) => {
    if (!(error instanceof RefusalError) || error.refusal.code !== 'not_found') throw error;
    throw new Complaint(
      'unknown_version',
      `There was no version ${version} of the ${what}: see “${what} history”.`,
    );
  });
}

export async function unlessChanged<K>(asked: Promise<K>, what: string, current: Version): Promise<K> {
  return asked.catch((error: unknown) => {
    if (!(error instanceof RefusalError) || error.refusal.code !== 'conflict') throw error;
    throw new Complaint(
      'changed',
      `The ${what} was changed meanwhile: in force is ${versionText(current)}. Export it again, or use --force.`,
    );
  });
}

export async function writeJson(path: string, json: string): Promise<void> {
  await writeFile(path, `${json}\n`).catch((error: NodeJS.ErrnoException) => {
    throw new Complaint('unwritable', `${path} cannot be written (${error.code}).`);
  });
}

export async function readJson(path: string): Promise<unknown> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new Complaint('unreadable', `${path} cannot be read (${error.code}).`);
  });
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Complaint('unreadable', `${path} is no JSON: ${(error as Error).message}.`);
  }
}
