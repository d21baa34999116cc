import * as z from 'zod/mini';
import { id, token } from './fields.ts';

/**
 * Where the hub is entered, and what a browser is told at the door. Apart from what is asked there (`handshake.ts`): the
 * widget has this in its bundle, where every schema counts.
 */

/** Path of the sockets on the hub, for every namespace. */
export const socketPath = '/live';
export const namespaces = { desk: '/desk', visitor: '/visitor' } as const;

/** How else the house can be reached while the hub cannot. Each null where there is no such way. */
export const wayOut = z.object({
  hotline: z.nullable(z.string().check(z.maxLength(40))),
  email: z.nullable(z.string().check(z.maxLength(254))),
  /** https address of a page with a form. */
  form: z.nullable(z.string().check(z.maxLength(2000))),
});
export type WayOut = z.infer<typeof wayOut>;

/** POST /api/visitor/register: what is asked stands in `handshake.ts`. */
export const registerAnswer = z.object({ token, visitorId: id, wayOut });
export type RegisterAnswer = z.infer<typeof registerAnswer>;

export const httpPaths = {
  signIn: '/api/desk/sign-in',
  signOut: '/api/desk/sign-out',
  wiped: '/api/desk/wiped',
  register: '/api/visitor/register',
} as const;
