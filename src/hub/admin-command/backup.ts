import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { text as textOf } from 'node:stream/consumers';
import {
  BackupFault,
  type BackupFaultKind,
  createBackup,
  type Manifest,
  placeFor,
  postgresSnapshot,
  restoreBackup,
  type Snapshot,
  sqliteSnapshot,
  tidied,
  verifyBackup,
} from '../backup/index.ts';
import { Complaint } from '../command-line.ts';
import { writePrivately } from '../platform/private-file.ts';
import { secretsKey } from '../platform/secrets.ts';
import { lastBackup } from '../vitals/index.ts';
import { openAccess, runsOn } from './access.ts';
import { type Given, misuse, numberOf } from './arguments.ts';
import { argument, type FolderCommand, type Where } from './command.ts';
import { clean, timeText } from './table.ts';

/** All that a hub keeps, copied while it runs, and put back where nothing is (docs/operations.md, decision 44). */
export const backupCommands: readonly FolderCommand[] = [
  {
    name: 'backup create',
    takes: ['FILE|DIR'],
    flags: ['passphrase', 'keep'],
    runIn: async (where, given, out) => {
      const passphrase = await passphraseOf(given);
      const keep = given.flags.keep === undefined ? null : numberOf(given.flags.keep, '--keep', 1, 10_000);
      const target = await targetOf(argument(given, 0), passphrase !== null, keep);
      const snapshot = await snapshotOf(where);
      try {
        const folder = join(where.data, 'hub');
        const key = await secretsKey(folder, where.environment.YINGKE_SECRETS_KEY);
        const told = given.flags.json === true ? () => undefined : progress(out);
        const options = { snapshot, folder, path: target, passphrase, key, told };
        const { bytes, manifest, missing } = await createBackup(options).catch(unwritable(target));
        await writePrivately(join(folder, lastBackup), `${JSON.stringify({ at: manifest.at })}\n`);
        const removed = keep === null ? [] : await removeOlder(dirname(target), keep);
        const value = { path: target, bytes, manifest, missing, removed };
        return { value, text: madeText(target, bytes, manifest, missing.length, removed.length) };
      } finally {
        await snapshot.close();
      }
    },
  },
  {
    name: 'backup verify',
    takes: ['FILE'],
    flags: ['passphrase'],
    runIn: async (_, given) => {
      const path = resolve(argument(given, 0));
      const manifest = await verifyBackup(path, await passphraseOf(given)).catch(complainOf(path));
      return { value: manifest, text: `OK: ${contentText(manifest)}.` };
    },
  },
  {
    name: 'backup restore',
    takes: ['FILE'],
    flags: ['passphrase', 'key', 'replace', 'keep-sessions'],
    runIn: async ({ data, environment }, given, out) => {
      const { flags } = given;
      const path = resolve(argument(given, 0));
      const place = await placeFor(join(data, 'hub'), flags.replace ?? false, () => runsOn(data));
      const told = flags.json === true ? () => undefined : progress(out);
      try {
        const restored = await restoreBackup({
          path,
          passphrase: await passphraseOf(given),
          place,
          databaseUrl: environment.YINGKE_DATABASE_URL,
          key: await keyOf(flags.key, environment.YINGKE_SECRETS_KEY),
          keepSessions: flags['keep-sessions'] ?? false,
          told: (percent) => told('restored', percent),
        }).catch(complainOf(path));
        return { value: restored, text: restoredText(data, restored) };
      } finally {
        place.release();
      }
    },
  },
];

/** "Database: 40 %", once for each tenth. */
function progress(out: (text: string) => void) {
  let said = '';
  return (what: string, percent: number) => {
    const line = `${what[0]?.toUpperCase()}${what.slice(1)}: ${Math.floor(percent / 10) * 10} %\n`;
    if (line !== said) out(line);
    said = line;
  };
}

/** The records of the hub that was asked: not what else lies in a folder of that name. */
async function snapshotOf({ data, environment }: Where): Promise<Snapshot> {
  const access = await openAccess(data, environment);
  const whose = await access.call('backup.begin', {}).finally(access.close);
  const url = environment.YINGKE_DATABASE_URL;
  const other = new Complaint(
    'other_records',
    whose.database === 'postgres'
      ? 'The hub keeps its records in PostgreSQL: say in YINGKE_DATABASE_URL where, as for the hub.'
      : 'The hub keeps its records in a file of its data folder: leave YINGKE_DATABASE_URL out.',
  );
  if ((whose.database === 'postgres') !== (url !== undefined)) throw other;
  const snapshot =
    url === undefined ? sqliteSnapshot(join(data, 'hub/hub.sqlite')) : await postgresSnapshot(url);
  const [row] = await snapshot.rows('select id from workspace order by created_at limit 1');
  if (row?.id === whose.workspace) return snapshot;
  await snapshot.close();
  throw other;
}

const own = /^yingke-hub-\d{8}-\d{6}\.(tar|sealed)$/u;

async function targetOf(given: string, isSealed: boolean, keep: number | null): Promise<string> {
  const path = resolve(given);
  const about = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    return null;
  });
  if (about?.isDirectory() === true)
    return join(path, `yingke-hub-${tidied(new Date())}.${isSealed ? 'sealed' : 'tar'}`);
  if (keep !== null) throw misuse('--keep goes with a folder.');
  if (about !== null)
    throw new Complaint('there_already', `${path} is there already: a backup is never written over.`);
  return path;
}

/** Only what has a name that we give; their order is that of time. */
async function removeOlder(folder: string, keep: number): Promise<string[]> {
  const all = (await readdir(folder)).filter((name) => own.test(name)).sort();
  const old = all.slice(0, Math.max(0, all.length - keep));
  for (const name of old) await rm(join(folder, name));
  return old;
}

const shortest = 12;

/** Its first line; “-” is standard input. What stands in a command line others can see. */
async function passphraseOf({ flags: { passphrase: from } }: Given): Promise<string | null> {
  if (from === undefined) return null;
  const text = from === '-' ? await textOf(process.stdin) : await readText(from);
  const [line = ''] = text.split(/\r?\n/u);
  if (line.length < shortest)
    throw misuse(`The passphrase (the first line of ${from}) has ${shortest} characters at least.`);
  return line;
}

async function keyOf(from: string | undefined, given: string | undefined): Promise<Buffer | null> {
  const text = from === undefined ? given : await readText(from);
  if (text === undefined) return null;
  const key = Buffer.from(text.trim(), 'base64');
  if (key.length !== 32) throw misuse('A key of the secrets is 32 bytes in base64, as secrets.key has it.');
  return key;
}

const readText = (path: string): Promise<string> =>
  readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new Complaint('unreadable', `${path} cannot be read (${error.code}).`);
  });

const unwritable =
  (path: string) =>
  (error: NodeJS.ErrnoException): never => {
    if (error.code === 'ENOSPC')
      throw new Complaint('disk_full', `There is no room for ${path}. Nothing is left of it.`);
    if (error.code === 'ENOENT' || error.code === 'EACCES' || error.code === 'EROFS')
      throw new Complaint('unwritable', `${path} cannot be written (${error.code}).`);
    throw error;
  };

const faults: Readonly<Record<BackupFaultKind, string>> = {
  foreign: 'is no backup of a hub',
  cut: 'is cut off: its end is missing',
  damaged: 'is damaged: it is not what was written',
  newer:
    'is of a later hub: its records have a form that this program does not know. Restore it with that version',
  passphrase: 'does not open with this passphrase',
  sealed: 'is under a passphrase: give it with --passphrase FILE',
};

const complainOf =
  (path: string) =>
  (error: unknown): never => {
    if (error instanceof BackupFault)
      throw new Complaint(
        `backup_${error.kind}`,
        `${basename(path)} ${faults[error.kind]}. Nothing was changed.`,
      );
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'EACCES' || code === 'EISDIR')
      throw new Complaint('unreadable', `${path} cannot be read (${code}).`);
    if (code === 'ENOSPC')
      throw new Complaint('disk_full', 'There is no room to restore it. Nothing was changed.');
    throw error;
  };

function contentText({ at, workspace, counts, hasKey, program }: Manifest): string {
  const { people, conversations, entries, files } = counts;
  const key = hasKey ? 'with' : 'without';
  return `“${clean(workspace.name)}” as it was at ${timeText(at)}, by version ${program}: ${people} people, ${conversations} conversations, ${entries} entries, ${files} files, ${key} the key of the secrets`;
}

function madeText(path: string, bytes: number, manifest: Manifest, missing: number, removed: number): string {
  const lines = [`${path} (${(bytes / 1024 ** 2).toFixed(1)} MB): ${contentText(manifest)}.`];
  if (!manifest.hasKey) lines.push('Keep secrets.key of the data folder too, elsewhere: it is not in it.');
  if (missing > 0)
    lines.push(`${missing} files that records name are not in it: removed meanwhile, or lost before.`);
  if (removed > 0) lines.push(`Older ones removed: ${removed}.`);
  return lines.join('\n');
}

function restoredText(
  data: string,
  { manifest, key, before }: Awaited<ReturnType<typeof restoreBackup>>,
): string {
  const lines = [`Restored into ${data}: ${contentText(manifest)}.`];
  if (before !== null)
    lines.push(
      `What was there before is in ${before}.`,
      'It holds every conversation too: remove it yourself once all is well.',
    );
  if (key !== 'fits')
    lines.push(
      `${key === 'none' ? 'There is no key of the secrets' : 'The key of the secrets that is there is another one'}: put ${join(data, 'hub/secrets.key')} back before the hub starts, or start it with --forget-secrets and give them anew.`,
    );
  return lines.join('\n');
}
