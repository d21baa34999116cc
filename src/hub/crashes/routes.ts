import type { FastifyInstance, FastifyRequest } from 'fastify';
import { maxCrashBytes } from '#shared/domain/diagnostics/crashes.ts';
import { type CrashRecord, crashPath, crashSaid } from '#shared/protocol/crashes.ts';
import { RefusalError } from '#shared/protocol/errors.ts';
import { id as anId } from '#shared/protocol/fields.ts';
import { type Audit, bearerOf, noBrowser, parse, type Sessions } from '../platform/access/index.ts';
import type { AddressOf } from '../platform/address.ts';
import type { CrashStore } from './store.ts';

/** Who sends it, and what is said of it. */
type Coming = Omit<CrashRecord, 'receivedAt' | 'bytes'>;

/** How long a second report of somebody waits whose first is still coming. Milliseconds. */
const oneAfterTheOther = 10_000;

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
  const coming = new WeakMap<FastifyRequest, Coming>();
  /** By the person, the one that is being read: a report lies in memory until it is whole. */
  const underWay = new Map<string, FastifyRequest>();
  const over = (personId: string, request: FastifyRequest): void => {
    if (underWay.get(personId) === request) underWay.delete(personId);
  };

  http.addHook('onRequest', noBrowser);
  // All that can be known without the report is asked before a byte of it is read.
  http.addHook<{ Params: { id: string } }>('onRequest', async (request, reply) => {
    const token = bearerOf(request);
    const signedIn = token === undefined ? null : await sessions.find(token);
    if (signedIn === null) throw new RefusalError('unauthenticated');
    const { sessionId, person } = signedIn;
    request.actor = { kind: 'person', id: person.id };
    const retryAfter = admit(person.id) || (underWay.has(person.id) ? oneAfterTheOther : 0);
    if (retryAfter > 0) throw new RefusalError({ code: 'slow_down', retryAfter });
    underWay.set(person.id, request);
    // Also where it is cut off, and no answer is ever sent.
    reply.raw.once('close', () => over(person.id, request));
    // One id is one report, however it is written.
    const id = parse(anId, request.params.id).toLowerCase();
    const { at, ...said } = parse(crashSaid, request.query);
    if (store === null) throw new RefusalError('unavailable');
    const device = await sessions.deviceOf(sessionId);
    await store.expect(id, { personId: person.id, device });
    coming.set(request, { id, ...said, at: Number(at), personId: person.id, device });
  });
  http.addHook('onSend', async (request) => {
    if (request.actor?.kind === 'person') over(request.actor.id, request);
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
      const report = coming.get(request);
      if (report === undefined || store === null) throw new Error('a report of nobody');
      if (!Buffer.isBuffer(request.body)) throw new RefusalError('bad_request');
      await store.take(report, request.body, () =>
        // Before it is kept: whose memory lies here is on the trail, whatever happens next.
        audit.changed({
          event: 'desk.crash',
          actor: { kind: 'person', id: report.personId },
          address: addressOf(request.raw),
          subject: report.id,
        }),
      );
      return { ok: true, value: null };
    },
  );
}
