import { createHmac, timingSafeEqual } from 'node:crypto';
import { filePaths } from '#shared/protocol/files.ts';
import { mintToken } from '../platform/access/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/index.ts';
import type { Secrets } from '../platform/secrets.ts';
import type { Variant } from './folder.ts';

/** So long a link is good at least, and it is the same one for so long, so that browsers keep what it shows. Milliseconds. */
const goodFor = 3600_000;
const sameFor = 600_000;

/** Addresses that show a file to whoever has them, for a while: a picture in a page brings no token along. */
export function createLinks({ kysely }: Database, workspaceId: string, clock: Clock, secrets: Secrets) {
  let secret: string | null = null;

  /** One for all nodes: whoever comes first makes it. */
  const theSecret = async (): Promise<string> => {
    if (secret !== null) return secret;
    await kysely
      .updateTable('workspace')
      .set({ file_secret: secrets.seal('file_secret', mintToken()) })
      .where('id', '=', workspaceId)
      .where('file_secret', 'is', null)
      .execute();
    const row = await kysely
      .selectFrom('workspace')
      .select('file_secret')
      .where('id', '=', workspaceId)
      .executeTakeFirstOrThrow();
    secret = secrets.open('file_secret', row.file_secret);
    if (secret === null) throw new Error('no secret for links');
    return secret;
  };

  const sign = async (id: string, variant: Variant, until: number): Promise<string> =>
    createHmac('sha256', await theSecret())
      .update(`${id} ${variant} ${until}`)
      .digest('base64url');

  return {
    /** Until when links that are made now are good. */
    until: (): number => Math.ceil((clock.now() + goodFor) / sameFor) * sameFor,

    make: async (id: string, variant: Variant, until: number): Promise<string> =>
      `${filePaths.bytes}/${id}/${variant}?until=${until}&sign=${await sign(id, variant, until)}`,

    isGood: async (id: string, variant: Variant, until: number, given: string): Promise<boolean> => {
      if (!Number.isSafeInteger(until) || until < clock.now()) return false;
      const right = Buffer.from(await sign(id, variant, until));
      const shown = Buffer.from(given);
      return right.length === shown.length && timingSafeEqual(right, shown);
    },
  };
}
