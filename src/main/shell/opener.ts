import { shell } from 'electron';
import { RefusalError } from '#shared/protocol/errors.ts';
import { hubPage, safeLink } from './links.ts';

/** The only place that hands an address to the system. Refused with `bad_request` unless it is safe. */
async function open(safe: string | null, field: string): Promise<null> {
  if (safe === null) throw new RefusalError({ code: 'bad_request', field });
  await shell.openExternal(safe);
  return null;
}

export const openLink = (address: string): Promise<null> => open(safeLink(address), 'url');
/** A page of the hub that the person signs in to; its address is made here and not by any page. */
export const openHubPage = (address: string): Promise<null> => open(hubPage(address), 'hub');
