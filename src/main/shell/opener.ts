import { shell } from 'electron';
import { RefusalError } from '#shared/protocol/errors.ts';
import { safeLink } from './links.ts';

/** The only place that hands an address to the system. Refused with `bad_request` unless it is safe. */
export async function openLink(address: string): Promise<null> {
  const safe = safeLink(address);
  if (safe === null) throw new RefusalError({ code: 'bad_request', field: 'url' });
  await shell.openExternal(safe);
  return null;
}
