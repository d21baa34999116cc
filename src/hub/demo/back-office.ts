import { timingSafeEqual } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { hashToken } from '../platform/access/index.ts';

/** Where the demo shop's back office answers, under the shop's own address. */
export const backOfficePath = '/back-office/orders?customer={sub}';
export const backOfficeHeader = 'X-Demo-Key';

type Sample = readonly [id: string, title: string, status: string, amount: number, daysAgo: number];

/** Those who may be signed in at the shop, and those who come in training. */
const orders: Readonly<Record<string, readonly Sample[]>> = {
  'demo-fang': [
    ['20261114-0312', '蓄电池 60Ah ×1', '已签收', 468, 3],
    ['20261021-0098', '降噪耳机 N2 ×1', '已完成', 799, 27],
    ['20260902-0177', '晚读台灯 ×2', '已完成', 438, 76],
    ['20260618-0045', '电水壶 ×1', '已退款', 169, 152],
  ],
  'demo-na': [['20261128-0451', '降噪耳机 N2 ×1', '运输中', 799, 1]],
  'training-王晓雯': [
    ['20261114-0312', '蓄电池 60Ah ×1', '已签收', 468, 3],
    ['20260902-0177', '机油 5W-30 4L ×2', '已完成', 356, 76],
  ],
  'training-王芳': [['20261114-0321', '行车记录仪 ×1', '已签收', 399, 4]],
  'training-Maria Costa': [['20261102-1177', 'Car battery 60 Ah ×1', 'Delivered', 468, 15]],
};

/** A shop's own system, as docs/orders.md tells every house to write one; whoever has the key may ask. */
export function backOffice(shop: FastifyInstance, key: string, now: () => number): void {
  const expected = Buffer.from(hashToken(key), 'hex');
  shop.get<{ Querystring: { customer?: string } }>('/back-office/orders', async (request, reply) => {
    const given = request.headers[backOfficeHeader.toLowerCase()];
    const isKnown =
      typeof given === 'string' && timingSafeEqual(Buffer.from(hashToken(given), 'hex'), expected);
    reply.header('cache-control', 'no-store');
    if (!isKnown) return reply.code(401).send({ error: 'no key' });
    const { customer = '' } = request.query;
    const own = Object.hasOwn(orders, customer) ? (orders[customer] ?? []) : [];
    const day = 24 * 3600_000;
    return {
      orders: own.map(([id, title, status, amount, daysAgo]) => ({
        id,
        title,
        status,
        amount,
        currency: 'CNY',
        time: new Date(now() - daysAgo * day).toISOString(),
      })),
    };
  });
}
