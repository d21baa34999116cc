import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { RefusalError } from '#shared/protocol/errors.ts';

/** A year: the names of these files change with their content. Seconds. */
const forever = 365 * 24 * 3600;

/** What stands in the script in the place of the house's look (`src/widget/launcher/index.ts`). */
const place = encodeURIComponent('{"yingke":"look"}');

/** As `encodeURIComponent`, and without the marks that could end a string of the script. */
const encoded = (json: string): string =>
  encodeURIComponent(json).replace(/[!'()*]/gu, (mark) => `%${mark.charCodeAt(0).toString(16)}`);

/**
 * The widget's scripts, for any site: what may talk to the hub is decided by origin, not by who has
 * the script.
 */
export async function widgetFiles(
  http: FastifyInstance,
  folder: string,
  /** The house's, as JSON. */
  look: () => Promise<string>,
): Promise<void> {
  await http.register(fastifyStatic, { root: folder, serve: false, index: false, dotfiles: 'deny' });

  http.addHook('onRequest', async (_, reply) => {
    reply.header('access-control-allow-origin', '*');
    reply.header('cross-origin-resource-policy', 'cross-origin');
  });

  http.get('/widget.js', async (request, reply) => {
    const built = await readFile(join(folder, 'widget.js'), 'utf8').catch((error: NodeJS.ErrnoException) => {
      throw error.code === 'ENOENT' ? new RefusalError('not_found') : error;
    });
    const script = built.replace(place, encoded(await look()));
    const etag = `"${createHash('sha256').update(script).digest('base64url')}"`;
    // Asked for again on every page, answered 304 while it is the same.
    reply.header('cache-control', 'no-cache').header('etag', etag);
    if (request.headers['if-none-match'] === etag) return reply.code(304).send();
    return reply.type('text/javascript; charset=utf-8').send(script);
  });

  http.get<{ Params: { name: string } }>('/widget/:name', (request, reply) => {
    const { name } = request.params;
    if (
      !/^(?:(?:panel|extras|files|leave|palette|words-[a-z]{2})-[\w-]{1,64}\.js|emoji-[a-z]{2}-[\w-]{1,64}\.json)$/u.test(
        name,
      )
    )
      throw new RefusalError('not_found');
    return reply
      .header('cache-control', `public, max-age=${forever}, immutable`)
      .sendFile(name, folder, { cacheControl: false });
  });
}
