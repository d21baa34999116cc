import * as z from 'zod/mini';
import { time } from '../../protocol/fields.ts';

/** Orders as the house's own back office has them (docs/orders.md). Its texts are shown, never run. */

/** As many are shown; more is what the shop's own screens are for. */
export const mostOrders = 20;

export const order = z.object({
  id: z.string(),
  title: z.string(),
  status: z.string(),
  amount: z.nullable(z.number()),
  /** As ISO 4217 has it; null: a number without a unit. */
  currency: z.nullable(z.string()),
  at: z.nullable(time),
  /** https address of the order in the back office. */
  url: z.nullable(z.string()),
});
export type Order = z.infer<typeof order>;

const line = z.optional(z.nullable(z.string().check(z.maxLength(2000))));
const decimal = z.union([z.number(), z.string().check(z.regex(/^-?\d{1,15}(?:\.\d{1,6})?$/u))]);
/** What a back office may say of one. Whatever else it says is none of our business. */
const given = z.object({
  id: z.union([z.string().check(z.minLength(1), z.maxLength(200)), z.int()]),
  title: line,
  status: line,
  amount: z.optional(z.nullable(decimal)),
  currency: z.optional(z.nullable(z.string().check(z.regex(/^[A-Za-z]{3}$/u)))),
  time: z.optional(z.nullable(z.union([z.string().check(z.maxLength(60)), z.number()]))),
  url: line,
});
type Given = z.infer<typeof given>;
const answer = z.object({ orders: z.array(given).check(z.maxLength(1000)) });

/** The orders in an answer, the latest first; or the path of what is not as docs/orders.md says. */
export function readOrders(said: unknown): { readonly orders: Order[] } | { readonly wrong: string } {
  const read = answer.safeParse(said);
  if (!read.success) return { wrong: read.error.issues[0]?.path.join('.') ?? '' };
  const orders: Order[] = [];
  for (const [i, one] of read.data.orders.entries()) {
    const at = timeOf(one.time ?? null);
    if (at === 'wrong') return { wrong: `orders.${i}.time` };
    const read = orderOf(one, at);
    // One number is one order: the first word on it counts.
    if (!orders.some(({ id }) => id === read.id)) orders.push(read);
  }
  orders.sort((a, b) => (b.at ?? 0) - (a.at ?? 0));
  return { orders: orders.slice(0, mostOrders) };
}

function orderOf({ id, title, status, amount, currency, url }: Given, at: number | null): Order {
  return {
    id: plain(String(id), 60),
    title: plain(title ?? '', 200),
    status: plain(status ?? '', 40),
    amount: amount == null ? null : Number(amount),
    currency: currency?.toUpperCase() ?? null,
    at,
    url: url != null && isLink(url) ? url : null,
  };
}

/** Seconds or milliseconds since 1970, or a date as ISO 8601 writes it. */
function timeOf(said: string | number | null): number | null | 'wrong' {
  if (said === null || said === '') return null;
  const at = typeof said === 'string' ? Date.parse(said) : said < 1e11 ? said * 1000 : said;
  return Number.isFinite(at) && at >= 0 && at < 1e14 ? Math.round(at) : 'wrong';
}

/** One line of it. */
function plain(text: string, most: number): string {
  return text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim()
    .slice(0, most);
}

function isLink(url: string): boolean {
  try {
    const { protocol, username, password } = new URL(url);
    return protocol === 'https:' && username === '' && password === '';
  } catch {
    return false;
  }
}

/** The order that is meant where somebody says “your order”: the one that was chosen, else the latest. */
export function orderMeant(orders: readonly Order[], chosen: string | null): Order | null {
  return orders.find(({ id }) => id === chosen) ?? orders[0] ?? null;
}
