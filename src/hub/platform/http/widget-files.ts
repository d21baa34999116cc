import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { RefusalError } from '#shared/protocol/errors.ts';

/** A year: the name of a panel changes with its content. Seconds. */
const forever = 365 * 24 * 3600;

/**
 * The widget's scripts, for any site: what may talk to the hub is decided by origin, not by who has
 * the script.
 */
export async function widgetFiles(http: FastifyInstance, folder: string): Promise<void> {
  await http.register(fastifyStatic, { root: folder, serve: false, index: false, dotfiles: 'deny' });

  http.addHook('onRequest', async (_, reply) => {
    reply.header('access-control-allow-origin', '*');
    reply.header('cross-origin-resource-policy', 'cross-origin');
  });

  http.get('/widget.js', (_, reply) =>
    // Asked for again on every page, answered 304 while it is the same.
    reply.header('cache-control', 'no-cache').sendFile('widget.js', folder, { cacheControl: false }),
  );

  http.get<{ Params: { name: string } }>('/widget/:name', (request, reply) => {
    const { name } = request.params;
    if (!/^(panel|files)-[A-Za-z0-9_-]{1,64}\.js$/u.test(name)) throw new RefusalError('not_found');
    return reply
      .header('cache-control', `public, max-age=${forever}, immutable`)
      .sendFile(name, folder, { cacheControl: false });
  });
}
