import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text as textOf } from 'node:stream/consumers';
import { Complaint } from '../command-line.ts';

/**
 * PostgreSQL's own programs make and read its part of a backup. Where to connect goes by the environment: what stands in a command line
 * others on the machine can see.
 */
function environmentFor(url: string): NodeJS.ProcessEnv {
  const { hostname, port, username, password, pathname, searchParams } = new URL(url);
  const given = {
    PGHOST: searchParams.get('host') ?? decodeURIComponent(hostname),
    PGPORT: port,
    PGUSER: decodeURIComponent(username),
    PGPASSWORD: decodeURIComponent(password),
    PGDATABASE: decodeURIComponent(pathname.slice(1)),
    PGSSLMODE: searchParams.get('sslmode') ?? '',
    PGSSLROOTCERT: searchParams.get('sslrootcert') ?? '',
    PGOPTIONS: searchParams.get('options') ?? '',
  };
  const said = Object.entries(given).filter(([, value]) => value !== '');
  return { ...process.env, ...Object.fromEntries(said) };
}

async function run(program: string, args: readonly string[], url: string): Promise<void> {
  const child = spawn(program, args, { env: environmentFor(url), stdio: ['ignore', 'ignore', 'pipe'] });
  const said = textOf(child.stderr);
  const code = await once(child, 'close').then(
    ([ended]) => ended as number | null,
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
      throw new Complaint(
        'no_program',
        `${program} is not on this machine: it comes with PostgreSQL’s clients (postgresql-client), of the server’s version or later.`,
      );
    },
  );
  if (code === 0) return;
  const [line = ''] = (await said).trim().split('\n');
  throw new Complaint('program_failed', `${program} has failed: ${line}`);
}

export function dump(url: string, snapshot: string, to: string): Promise<void> {
  const what = ['--format=custom', '--no-owner', '--no-privileges', '--no-password'];
  return run('pg_dump', [...what, `--snapshot=${snapshot}`, `--file=${to}`], url);
}

/** All of it or nothing: in one transaction. */
export function undump(url: string, from: string): Promise<void> {
  const what = ['--no-owner', '--no-privileges', '--no-password', '--single-transaction', '--exit-on-error'];
  const { PGDATABASE = '' } = environmentFor(url);
  return run('pg_restore', [...what, `--dbname=${PGDATABASE}`, from], url);
}
