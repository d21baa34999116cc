import * as z from 'zod/mini';
import { BackupFault } from './fault.ts';

const count = z.int().check(z.nonnegative());

/** What stands first in a backup: what it is of, and how much. */
export const manifest = z.object({
  format: z.literal(1),
  /** Of the program that made it. */
  program: z.string().check(z.maxLength(100)),
  /** Everything that was acknowledged before this moment is in it. */
  at: z.int(),
  database: z.enum(['sqlite', 'postgres']),
  /** The last change of the tables that its records have. */
  schema: z.string().check(z.maxLength(100)),
  workspace: z.object({ id: z.string(), name: z.string(), epoch: z.string() }),
  /** Whether the key of the secrets is in it: only where all is under a passphrase. */
  hasKey: z.boolean(),
  counts: z.object({
    people: count,
    visitors: count,
    conversations: count,
    entries: count,
    auditLines: count,
    feedHead: count,
    files: count,
  }),
});
export type Manifest = z.infer<typeof manifest>;

export function readManifest(bytes: Buffer): Manifest {
  try {
    return manifest.parse(JSON.parse(bytes.toString('utf8')));
  } catch {
    throw new BackupFault('foreign');
  }
}

/** Names in the archive. */
export const names = {
  manifest: 'manifest.json',
  sqlite: 'hub.sqlite',
  postgres: 'hub.pgdump',
  ports: 'ports.json',
  key: 'secrets.key',
  sums: 'sha256sums',
  seal: 'seal',
} as const;

/** What a restore writes into the data folder, and nothing else. */
export const isContent = (name: string): boolean =>
  name === names.sqlite ||
  name === names.postgres ||
  name === names.ports ||
  name === names.key ||
  /^files\/[0-9a-f]{2}\/[0-9a-f-]{36}(\.thumb)?$/u.test(name);
