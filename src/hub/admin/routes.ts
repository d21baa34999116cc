import { timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import {
  type AdminCallName,
  adminBase,
  adminCalls,
  isForOperator,
  maxAdminBody,
} from '#shared/protocol/admin.ts';
import { RefusalError } from '#shared/protocol/errors.ts';
import { bearerOf, hashToken, noBrowser, parse, type Sessions } from '../platform/access/index.ts';
import type { AddressOf } from '../platform/address.ts';
import type { Admin, AdminActor, Asking } from './admin.ts';

/** Administration over HTTP: for desks whose person is an admin, and for the operator. */
export async function adminRoutes(
  http: FastifyInstance,
  parts: {
    readonly admin: Admin;
    readonly sessions: Pick<Sessions, 'find'>;
    /** Null: there is no operator. */
    readonly operatorToken: string | null;
    readonly addressOf: AddressOf;
  },
): Promise<void> {
  const { admin, sessions, operatorToken, addressOf } = parts;
  const operatorHash = operatorToken === null ? null : Buffer.from(hashToken(operatorToken), 'hex');
  const actors = new WeakMap<FastifyRequest, AdminActor>();

  const actorOf = async (request: FastifyRequest): Promise<AdminActor> => {
    const token = bearerOf(request);
    if (token === undefined) throw new RefusalError('unauthenticated');
    if (operatorHash !== null && timingSafeEqual(Buffer.from(hashToken(token), 'hex'), operatorHash))
      return { kind: 'operator' };
    const signedIn = await sessions.find(token);
    if (signedIn === null) throw new RefusalError('unauthenticated');
    const { id, name, role } = signedIn.person;
    // Known by now: the audit trail says who tried.
    request.actor = { kind: 'person', id };
    if (role !== 'admin') throw new RefusalError('forbidden');
    return { kind: 'person', id, name, sessionId: signedIn.sessionId };
  };

  // Before the body is read: who may not ask does not get to send us a megabyte.
  http.addHook('onRequest', noBrowser);
  http.addHook('onRequest', async (request) => {
    actors.set(request, await actorOf(request));
  });

  const askingOf = (request: FastifyRequest): Asking => {
    const actor = actors.get(request);
    if (actor === undefined) throw new Error('a call without an actor');
    return { actor, address: addressOf(request.raw) };
  };

  const route = <C extends AdminCallName>(name: C) => {
    const { method, path, request: shape } = adminCalls[name];
    http.route({
      method,
      url: adminBase + path,
      bodyLimit: maxAdminBody,
      onRequest: async (request) => {
        if (isForOperator(name) && askingOf(request).actor.kind !== 'operator')
          throw new RefusalError('forbidden');
      },
      handler: async (request, reply) => {
        const asked = parse(shape, request.body ?? null) as Parameters<Admin[C]>[0];
        const value = await admin[name](asked as never, askingOf(request));
        // Passwords and secrets are in some of them.
        reply.header('cache-control', 'no-store');
        return { ok: true, value };
      },
    });
  };
  for (const name of Object.keys(adminCalls) as AdminCallName[]) route(name);
}
