import { statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { AccountHealth, Health } from '#shared/ipc/support.ts';
import { migrations } from '../cache/migrations/index.ts';
import type { Desk } from '../desk.ts';
import { bytesOf, filesUnder } from './folder.ts';

export type HealthParts = {
  readonly dir: string;
  readonly now: () => number;
  readonly versions: Health['versions'];
  readonly accounts: () => readonly { readonly id: string; readonly dir: string; readonly desk: Desk }[];
  readonly inView: () => string;
  readonly policy: () => Health['policy'];
  readonly settingsIgnored: () => readonly string[];
  /** Null: nobody has looked for any. */
  readonly updates: () => Health['updates'];
  readonly notifications: () => Health['notifications'];
  readonly network: () => Promise<Health['network']>;
  readonly gpu: () => Health['gpu'];
  readonly ways: () => Promise<Health['ways']>;
  readonly logLevel: () => Health['logs']['level'];
  readonly crashes: () => Health['crashes'];
};

/** Looks at everything once. Nothing of it fails: what cannot be told is said to be unknown. */
export async function lookAtHealth(parts: HealthParts): Promise<Health> {
  const logs = filesUnder(join(parts.dir, 'logs'));
  const inView = parts.inView();
  return {
    at: parts.now(),
    versions: parts.versions,
    accounts: await Promise.all(
      parts.accounts().map(({ id, dir, desk }) => lookAtAccount(id, dir, desk, id === inView)),
    ),
    policy: parts.policy(),
    settingsIgnored: [...parts.settingsIgnored()],
    updates: parts.updates(),
    notifications: parts.notifications(),
    network: await parts.network(),
    gpu: parts.gpu(),
    disk: await spaceIn(parts.dir),
    ways: await parts.ways(),
    logs: { level: parts.logLevel(), bytes: bytesOf(logs), files: logs.length },
    crashes: parts.crashes(),
  };
}

async function lookAtAccount(id: string, dir: string, desk: Desk, inView: boolean): Promise<AccountHealth> {
  const { state, code, since, latency } = desk.connection();
  const { protection, loss } = desk.cacheState();
  return {
    ...{ id, inView },
    signedIn: desk.account().state === 'signed-in',
    line: { state, code, since, latency },
    transport: desk.transport(),
    cache: {
      ...{ protection, loss: loss?.why ?? null },
      bytes: bytesOf(filesUnder(join(dir, 'cache'))),
      version: migrations.length,
      rows: desk.cachedEntries(),
    },
    outbox: await desk.outbox(),
  };
}

async function spaceIn(dir: string): Promise<Health['disk']> {
  try {
    const { bavail, blocks, bsize } = await statfs(dir);
    return { free: bavail * bsize, total: blocks * bsize };
  } catch {
    return { free: null, total: null };
  }
}
