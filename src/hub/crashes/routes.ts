import type { FastifyInstance, FastifyRequest } from 'fastify';
import { maxCrashBytes } from '#shared/domain/diagnostics/crashes.ts';
import { crashPath, crashSaid } from '#shared/protocol/crashes.ts';
import { RefusalError } from '#shared/protocol/errors.ts';
import { id as anId } from '#shared/protocol/fields.ts';
import { type Audit, bearerOf, noBrowser, parse, type Sessions } from '../platform/access/index.ts';
import type { AddressOf } from '../platform/address.ts';
import type { CrashStore } from './store.ts';

type By = { readonly personId: string; readonly sessionId: string };

/** Reports of crashes in, from desks whose person is signed in. Nothing of one is looked at but that it is a minidump. */
export async function crashRoutes(
  http: FastifyInstance,
  parts: {
    /** Null: this hub has nowhere to keep them, or no key to seal them with. */
    readonly store: CrashStore | null;
    readonly sessions: Pick<Sessions, 'find' | 'deviceOf'>;
    readonly audit: Pick<Audit, 'changed'>;
    /** 0, or the milliseconds to wait (P15): asked before a byte of the report is read. */
    readonly admit: (personId: string) => number;
    readonly addressOf: AddressOf;
  },
): Promise<void> {
  const { store, sessions, audit, admit, addressOf } = parts;
  const senders = new WeakMap<FastifyRequest, By>();

  http.addHook('onRequest', noBrowser);
  http.addHook('onRequest', async (request) => {
    const token = bearerOf(request);
    const signedIn = token === undefined ? null : await sessions.find(token);
    if (signedIn === null) throw new RefusalError('unauthenticated');
    const { sessionId, person } = signedIn;
    request.actor = { kind: 'person', id: person.id };
    senders.set(request, { personId: person.id, sessionId });
    const retryAfter = admit(person.id);
    if (retryAfter > 0) throw new RefusalError({ code: 'slow_down', retryAfter });
  });
  http.addContentTypeParser(
    'application/octet-stream',
    { parseAs: 'buffer' },
    async (_: unknown, bytes: Buffer) => bytes,
  );

  http.put<{ Params: { id: string } }>(
    `${crashPath}/:id`,
    { bodyLimit: maxCrashBytes },
    async (request): Promise<{ ok: true; value: null }> => {
      const by = senders.get(request);
      if (by === undefined) throw new Error('a report of nobody');
      const id = parse(anId, request.params.id);
      const { at, ...said } = parse(crashSaid, request.query);
      if (!Buffer.isBuffer(request.body)) throw new RefusalError('bad_request');
      if (store === null) throw new RefusalError('unavailable');
      const device = await sessions.deviceOf(by.sessionId);
      const report = { id, ...said, at: Number(at), personId: by.personId, device };
      await store.take(report, request.body, () =>
        // Before it is kept: whose memory lies here is on the trail, whatever happens next.
        audit.changed({
          event: 'desk.crash',
          actor: { kind: 'person', id: by.personId },
          address: addressOf(request.raw),
          subject: id,
        }),
      );
      return { ok: true, value: null };
    },
  );
}
