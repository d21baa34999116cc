import { join } from 'node:path';
import { Complaint } from './command-line.ts';

/** What to say of an error of the system, or the error itself where there is nothing better to say. */
export function complaintAbout(error: unknown, folder: string, port: number | null, host: string): unknown {
  const { code, syscall } = error as { code?: string; syscall?: string };
  if (code === 'EACCES' && syscall === 'listen') {
    return new Complaint('port_refused', `The system does not allow this user to listen at port ${port}.`);
  }
  switch (code) {
    case 'EADDRINUSE':
      return new Complaint(
        'port_in_use',
        `Port ${port} is in use. Choose another with --port, or leave it out.`,
      );
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new Complaint('bad_host', `This computer has no address ${host}.`);
    case 'EACCES':
    case 'EROFS':
    case 'ENOSPC':
    case 'SQLITE_CANTOPEN':
    case 'SQLITE_READONLY':
    case 'SQLITE_READONLY_DIRECTORY':
    case 'SQLITE_FULL':
      return new Complaint('data_unusable', `The data folder ${folder} cannot be written (${code}).`);
    case 'SQLITE_BUSY':
      return new Complaint('data_in_use', `Another hub is running on the data folder ${folder}.`);
    case 'SQLITE_NOTADB':
    case 'SQLITE_CORRUPT':
      return new Complaint(
        'data_damaged',
        `${join(folder, 'hub.sqlite')} is no database of the hub, or damaged.`,
      );
    case 'NO_SECRETS_KEY':
      return new Complaint(
        'secrets_key',
        `${join(folder, 'secrets.key')}, or YINGKE_SECRETS_KEY, is no key: 32 bytes in base64.`,
      );
    case 'SEALED_ELSEWHERE':
      return new Complaint(
        'secrets_key',
        `The secrets in the database were sealed with another key. Put back ${join(folder, 'secrets.key')}, or give the key as YINGKE_SECRETS_KEY; --forget-secrets of the hub takes away what cannot be opened.`,
      );
    case 'RESTORE_CUT':
      return new Complaint(
        'restore_cut',
        'A restore into the database of YINGKE_DATABASE_URL was cut off, or is under way: it is not whole. Make another (createdb) and restore into that.',
      );
    case 'ECONNREFUSED':
      return new Complaint('database_away', 'The database of YINGKE_DATABASE_URL does not answer.');
    default:
      return error;
  }
}
