import * as z from 'zod/mini';
import { heardRules } from '../domain/policy/hub-rules.ts';
import { computer } from './computer.ts';
import { id, locale, page, personName, time, token } from './fields.ts';

export * from './entrance.ts';

/** Largest packet either side may send, bytes (P15). Files go by HTTP. */
export const maxPacketBytes = 64 * 1024;

/** Every 15 s the hub says how far the feed is (P9). Milliseconds. */
export const heartbeatInterval = 15_000;

const door = {
  /** "major.minor" of the protocol, checked before anything else (P14). */
  protocol: z.string().check(z.maxLength(12)),
  /** Program and its version, "desk/0.1.0". */
  app: z.string().check(z.maxLength(60)),
  device: id,
};

/** `auth` of the socket.io handshake. */
export const deskHandshake = z.object({ ...door, token });
export const visitorHandshake = z.object({
  ...door,
  token,
  locale,
  /** Where the visitor is: what they can expect depends on it. */
  page: z.optional(z.nullable(page)),
  /** IANA name of where the visitor's clock is. */
  timeZone: z.optional(z.string().check(z.maxLength(64))),
  /** Who the site says they are: a JWT signed with the workspace's secret. */
  customer: z.optional(z.string().check(z.maxLength(4000))),
});
export type DeskHandshake = z.infer<typeof deskHandshake>;
export type VisitorHandshake = z.infer<typeof visitorHandshake>;

export const role = z.enum(['agent', 'supervisor', 'admin']);
export type Role = z.infer<typeof role>;

export const me = z.object({ id, name: personName, email: z.string(), role });
export type Me = z.infer<typeof me>;

export const workspace = z.object({ id, name: z.string() });

/** POST /api/desk/sign-in */
export const signInRequest = z.strictObject({
  ...door,
  email: z.string().check(z.minLength(3), z.maxLength(254)),
  password: z.string().check(z.minLength(1), z.maxLength(1000)),
  computer: z.optional(computer),
});
export const signInAnswer = z.object({
  token,
  expiresAt: time,
  me,
  workspace,
  /** What this device kept of them before goes first: it is to be wiped, and was not here since. */
  wipe: z.optional(z.boolean()),
  /** What the house rules of this desk: before anything of the account is kept. */
  policy: z.optional(heardRules),
});
export type SignInRequest = z.infer<typeof signInRequest>;
export type SignInAnswer = z.infer<typeof signInAnswer>;

/** POST /api/visitor/register: a browser that the hub has not seen gets an identity of its own. */
export const registerRequest = z.strictObject({ ...door, locale });
export type RegisterRequest = z.infer<typeof registerRequest>;
