import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { access, link, readFile, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from './database/index.ts';

/** Columns of the workspace that hold a secret of the house: what others must not be able to do in its name. */
export const secretColumns = [
  'identity_secret',
  'file_secret',
  'orders_secret',
  'watch_secret',
  'sign_in_secret',
] as const;
export type SecretColumn = (typeof secretColumns)[number];

/** What else is sealed, wherever it lies: it is not the house's, and nobody misses it when the key is another. */
type Sealed = SecretColumn | 'id_token';

/** Seals what is written into such a column, and opens what is read from it. */
export type Secrets = {
  readonly seal: <T extends string | null>(column: Sealed, secret: T) => T;
  /** What was written before there was a key is as it is. Throws `SealedElsewhere`. */
  readonly open: (column: Sealed, kept: string | null) => string | null;
};

/** Sealed with another key than this hub has, or meddled with. */
export class SealedElsewhere extends Error {
  readonly code = 'SEALED_ELSEWHERE';
}

const keySize = 32;
const ivSize = 12;
const tagSize = 16;
const start = 'sealed:1:';

/** Of a hub that was started without a key, as in tests: everything is kept as it is. */
export const openSecrets: Secrets = { seal: (_, secret) => secret, open: (_, kept) => kept };

/** AES-256-GCM. A sealed text names its key, and opens in the column of the workspace that it was made for alone. */
export function createSecrets(key: Buffer, workspaceId: string): Secrets {
  const keyId = createHash('sha256').update('yingke secrets').update(key).digest('hex').slice(0, 8);
  const about = (column: Sealed) => Buffer.from(`${workspaceId}:${column}`);
  return {
    seal: (column, secret) => {
      if (secret === null) return secret;
      const iv = randomBytes(ivSize);
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(about(column));
      const text = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
      const whole = Buffer.concat([iv, cipher.getAuthTag(), text]);
      return `${start}${keyId}:${whole.toString('base64')}` as typeof secret;
    },
    open: (column, kept) => {
      if (kept === null || !kept.startsWith(start)) return kept;
      const [id, text = ''] = kept.slice(start.length).split(':');
      const whole = Buffer.from(text, 'base64');
      if (id !== keyId || whole.length < ivSize + tagSize) throw new SealedElsewhere(column);
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, whole.subarray(0, ivSize))
          .setAAD(about(column))
          .setAuthTag(whole.subarray(ivSize, ivSize + tagSize));
        return decipher.update(whole.subarray(ivSize + tagSize), undefined, 'utf8') + decipher.final('utf8');
      } catch {
        throw new SealedElsewhere(column);
      }
    },
  };
}

/**
 * Before anything else is done with the secrets: seals what an earlier hub has kept as it is. Throws `SealedElsewhere` where one cannot be
 * opened; with `forget` that one is taken away instead, and whoever administers the house gives or makes it anew.
 */
export async function takeUpSecrets(
  { kysely }: Database,
  workspaceId: string,
  secrets: Secrets,
  forget: boolean,
): Promise<void> {
  const row = await kysely
    .selectFrom('workspace')
    .select([...secretColumns])
    .where('id', '=', workspaceId)
    .executeTakeFirstOrThrow();
  for (const column of secretColumns) {
    const kept = row[column];
    if (kept === null) continue;
    const next = kept.startsWith(start)
      ? openable(secrets, column, kept, forget)
      : secrets.seal(column, kept);
    if (next === kept) continue;
    // Another node may have been first, or an admin.
    await kysely
      .updateTable('workspace')
      .set({ [column]: next })
      .where('id', '=', workspaceId)
      .where(column, '=', kept)
      .execute();
  }
}

function openable(secrets: Secrets, column: SecretColumn, kept: string, forget: boolean): string | null {
  try {
    secrets.open(column, kept);
    return kept;
  } catch (error) {
    if (forget && error instanceof SealedElsewhere) return null;
    throw error;
  }
}

/** What is not a key: too short, or no base64. */
export class NoKey extends Error {
  readonly code = 'NO_SECRETS_KEY';
}

/**
 * The key of this hub: as it is given (32 bytes in base64: several nodes have the same), else what lies in `secrets.key` of the folder, which
 * is made where there is none. Not in the database, so that who has that, or a copy of it, has no secret.
 */
export async function secretsKey(folder: string, given: string | undefined): Promise<Buffer> {
  if (given !== undefined) return keyOf(given);
  const path = join(folder, 'secrets.key');
  if (!(await isThere(path))) await makeKey(path);
  return keyOf(await readFile(path, 'utf8'));
}

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

/** Whole or not at all: of a hub and a command that start at once one is first, and both have its key. */
async function makeKey(path: string): Promise<void> {
  const draft = `${path}.${randomBytes(4).toString('hex')}`;
  await writeFile(draft, `${randomBytes(keySize).toString('base64')}\n`, { mode: 0o600 });
  try {
    await link(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await unlink(draft);
  }
}

function keyOf(text: string): Buffer {
  const key = Buffer.from(text.trim(), 'base64');
  if (key.length !== keySize) throw new NoKey('a key has 32 bytes');
  return key;
}
