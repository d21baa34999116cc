import { execFile, execFileSync, spawn } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export type TestPostgres = {
  /** Address of a new, empty database in it. */
  readonly newDatabase: () => Promise<string>;
  readonly stop: () => Promise<void>;
};

/**
 * A PostgreSQL of our own, on a socket in a temporary folder: nothing listens on the network and
 * nothing that is installed is touched. Rejects with what to install where there is none.
 */
export async function startPostgres(): Promise<TestPostgres> {
  const bin = programs();
  const folder = await mkdtemp(join(tmpdir(), 'yingke-pg-'));
  // PostgreSQL refuses to run as root.
  const user = process.getuid?.() === 0 ? unprivileged() : null;
  if (user !== null) await chown(folder, user.uid, user.gid);
  const as = { cwd: folder, ...user, env: { ...process.env, LC_ALL: 'C.UTF-8' } };

  const data = join(folder, 'data');
  await run(join(bin, 'initdb'), ['-D', data, '-A', 'trust', '-U', 'hub', '-E', 'UTF8', '--no-sync'], as);
  const server = spawn(join(bin, 'postgres'), ['-D', data, '-k', folder, '-c', 'listen_addresses='], {
    ...as,
    stdio: 'ignore',
  });
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  await ready(bin, folder, server);

  let databases = 0;
  return {
    newDatabase: async () => {
      databases += 1;
      const name = `test${databases}`;
      await run(join(bin, 'createdb'), ['-h', folder, '-U', 'hub', name]);
      return `postgres://hub@${encodeURIComponent(folder)}/${name}`;
    },
    stop: async () => {
      // "Immediate": what is in it is thrown away in the next line.
      server.kill('SIGQUIT');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Folder of the newest PostgreSQL's programs. */
function programs(): string {
  const installed = globSync('/usr/lib/postgresql/*/bin').filter((bin) => existsSync(join(bin, 'initdb')));
  const newest = installed.sort(
    (a, b) => Number.parseInt(b.split('/')[4] ?? '', 10) - Number.parseInt(a.split('/')[4] ?? '', 10),
  )[0];
  if (newest !== undefined) return newest;
  const onPath = (process.env.PATH ?? '').split(':').find((bin) => existsSync(join(bin, 'initdb')));
  if (onPath !== undefined) return onPath;
  throw new Error('These tests need PostgreSQL: apt-get install --no-install-recommends postgresql');
}

function unprivileged(): { uid: number; gid: number } {
  const id = (what: '-u' | '-g', name: string) =>
    Number(execFileSync('id', [what, name], { stdio: ['ignore', 'pipe', 'ignore'] }));
  for (const name of ['postgres', 'nobody']) {
    try {
      return { uid: id('-u', name), gid: id('-g', name) };
    } catch {
      // No such user here: the next one.
    }
  }
  throw new Error('PostgreSQL does not run as root, and there is no other user to run it as');
}

async function ready(bin: string, folder: string, server: ReturnType<typeof spawn>): Promise<void> {
  const deadline = Date.now() + 20_000;
  for (;;) {
    try {
      await run(join(bin, 'pg_isready'), ['-q', '-h', folder]);
      return;
    } catch (error) {
      if (server.exitCode !== null || Date.now() > deadline)
        throw new Error('PostgreSQL did not start', { cause: error });
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}
