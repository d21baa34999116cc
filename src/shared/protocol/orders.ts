import * as z from 'zod/mini';
import { order } from '../domain/orders/order.ts';
import { orderKeys, templateProblem } from '../domain/orders/template.ts';
import { id, time } from './fields.ts';
import type { Registry } from './registry.ts';

/** Why a back office has given no orders. */
export const ordersFault = z.enum([
  /** Its name leads into the house's own network, or the hub's machine, and nobody has said that it may. */
  'private_address',
  'no_host',
  'no_connection',
  'no_trust',
  'late',
  'too_large',
  /** It sends on to another address, where the secret would go too. */
  'redirect',
  'status',
  'not_json',
  /** Not as docs/orders.md says. */
  'shape',
  /** Too many are asked for at once. */
  'busy',
]);
export type OrdersFault = z.infer<typeof ordersFault>;

const by = z.array(z.enum(orderKeys));

export const ordersAnswer = z.discriminatedUnion('state', [
  /** Nobody has said where orders are. */
  z.object({ state: z.literal('off') }),
  /** Nothing is known of the customer that they could be found by. */
  z.object({ state: z.literal('nobody'), by }),
  /** As they were at `at`. */
  z.object({ state: z.literal('found'), at: time, by, orders: z.array(order) }),
  z.object({
    state: z.literal('failed'),
    at: time,
    fault: ordersFault,
    /** Of its answer. */
    status: z.nullable(z.int()),
    /** Path of what does not fit. */
    field: z.nullable(z.string()),
  }),
]);
export type OrdersAnswer = z.infer<typeof ordersAnswer>;

/** Where a house's orders are. The value of the header is a secret, and is told to nobody. */
export const orderSettings = z
  .strictObject({
    url: z.string().check(z.maxLength(2000)),
    /** The host is in the house's own network: http will do, and a private address. */
    internal: z.boolean(),
    header: z.nullable(z.string().check(z.regex(/^[A-Za-z][A-Za-z0-9-]{0,59}$/u))),
    /** How long an answer may take, milliseconds. */
    patience: z.int().check(z.minimum(500), z.maximum(15_000)),
  })
  .check(
    z.refine(({ url, internal }) => templateProblem(url, internal) === null, { path: ['url'] }),
    // These are the connection's own.
    z.refine(
      ({ header }) =>
        header === null || !/^(?:host|connection|content-.*|transfer-.*|te|upgrade|expect)$/iu.test(header),
      { path: ['header'] },
    ),
  );
export type OrderSettings = z.infer<typeof orderSettings>;

export const orderSecret = z.string().check(z.regex(/^[\x20-\x7e]{1,1000}$/u));

/** What an admin reads of them. */
export const keptOrderSettings = z.object({ settings: z.nullable(orderSettings), hasSecret: z.boolean() });
export type KeptOrderSettings = z.infer<typeof keptOrderSettings>;

/** Somebody to try it with. */
export const orderSample = z.strictObject({
  sub: z.nullable(z.string().check(z.maxLength(200))),
  email: z.nullable(z.string().check(z.maxLength(254))),
  phone: z.nullable(z.string().check(z.maxLength(40))),
});

export const orderEvents = {
  /**
   * Orders of whoever writes in this conversation. What was asked within half a minute is answered as it was then, unless it is to be
   * `fresh`.
   */
  'orders.pull': {
    input: z.strictObject({ conversationId: id, fresh: z.optional(z.literal(true)) }),
    answer: ordersAnswer,
    roles: ['agent', 'supervisor', 'admin'],
    scope: 'conversation.read',
  },
} as const satisfies Registry;
