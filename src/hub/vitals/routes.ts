import { timingSafeEqual } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { RefusalError } from '#shared/protocol/errors.ts';
import { bearerOf, hashToken, noBrowser } from '../platform/access/index.ts';
import type { Health } from './health.ts';
import type { Metrics } from './metrics.ts';

export const vitalPaths = { health: '/health', live: '/health/live', metrics: '/metrics' } as const;

/** For whoever watches over the hub: that it is alive, whether it takes work, and its figures, which are not for everybody. */
export async function vitalRoutes(
  http: FastifyInstance,
  parts: {
    readonly health: () => Promise<Health>;
    readonly head: () => Promise<number>;
    readonly metrics: Metrics;
    /** Of those who may read the figures. */
    readonly tokens: readonly string[];
  },
): Promise<void> {
  const { health, head, metrics, tokens } = parts;
  const hashes = tokens.map((token) => Buffer.from(hashToken(token), 'hex'));

  // What is not kept by anybody on the way.
  http.addHook('onRequest', async (_, reply) => void reply.header('cache-control', 'no-store'));

  /** The process answers; nothing is asked of the database. Who restarts what does not answer asks this one. */
  http.get(vitalPaths.live, async () => ({ ok: true, value: null }));

  http.get(vitalPaths.health, async (_, reply) => {
    const { ready, checks } = await health();
    if (ready) return { ok: true, value: { head: await head(), checks } };
    return reply.status(503).send({ ok: false, error: { code: 'unavailable' }, value: { checks } });
  });

  http.get(vitalPaths.metrics, { onRequest: noBrowser }, async (request, reply) => {
    const token = bearerOf(request);
    const hash = token === undefined ? null : Buffer.from(hashToken(token), 'hex');
    if (hash === null || !hashes.some((one) => timingSafeEqual(one, hash)))
      throw new RefusalError('unauthenticated');
    return reply.type(metrics.contentType).send(await metrics.text());
  });
}
