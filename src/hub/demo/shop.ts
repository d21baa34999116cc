import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import Fastify, { type FastifyInstance } from 'fastify';
import { callers, onlyRegistered, type RouteRegistry } from '../platform/http/index.ts';
import { backOffice } from './back-office.ts';
import { tokenFor } from './customers.ts';

/** Every route of the shop. It knows nobody of the hub's: the back office has a key of its own. */
const shopRoutes = {
  page: { method: 'GET', path: '/', callers, from: 'anywhere' },
  'page by name': { method: 'GET', path: '/index.html', callers, from: 'anywhere' },
  files: { method: 'GET', path: '/*', callers, from: 'anywhere' },
  customer: { method: 'GET', path: '/customer/:who', callers, from: 'anywhere' },
  orders: { method: 'GET', path: '/back-office/orders', callers: [], from: 'anywhere' },
} as const satisfies RouteRegistry;

/**
 * A site of somebody else's, as far as the hub is concerned: it has an origin of its own and embeds
 * the widget by its public script tag. `{{HUB}}` in its page becomes the hub's address. `secret` is what it signs its
 * customers with, `backOfficeKey` what whoever asks it for orders has to have.
 */
export async function createShop(
  folder: string,
  hub: string,
  secret: () => Promise<string>,
  backOfficeKey: string,
): Promise<FastifyInstance> {
  const shop = Fastify({ logger: false, forceCloseConnections: true });
  onlyRegistered(shop, shopRoutes);
  await shop.register(fastifyStatic, { root: folder, index: false, dotfiles: 'deny' });
  const page = async () => (await readFile(join(folder, 'index.html'), 'utf8')).replaceAll('{{HUB}}', hub);
  for (const path of ['/', '/index.html']) {
    shop.get(path, async (_, reply) =>
      reply
        .header('cache-control', 'no-cache')
        .type('text/html; charset=utf-8')
        .send(await page()),
    );
  }
  // Whoever asks is signed in: a shop for demonstration has no passwords.
  shop.get<{ Params: { who: string } }>('/customer/:who', async ({ params }, reply) => {
    const token = tokenFor(params.who, await secret());
    return reply
      .header('cache-control', 'no-store')
      .code(token === null ? 404 : 200)
      .send({ token });
  });
  backOffice(shop, backOfficeKey, Date.now);
  return shop;
}
