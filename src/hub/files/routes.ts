import type { FastifyInstance, FastifyRequest } from 'fastify';
import * as z from 'zod/mini';
import type { Visitor } from '#shared/domain/conversation.ts';
import { RefusalError } from '#shared/protocol/errors.ts';
import { id as anId } from '#shared/protocol/fields.ts';
import {
  beginUpload,
  filePaths,
  type LinksAnswer,
  linksRequest,
  type UploadState,
} from '#shared/protocol/files.ts';
import type { Me } from '#shared/protocol/handshake.ts';
import { filePiece } from '#shared/protocol/limits.ts';
import { bearerOf, noBrowser, parse, type Sessions } from '../platform/access/index.ts';
import type { AddressOf } from '../platform/address.ts';
import type { Files } from './files.ts';
import type { Owner } from './records.ts';
import { serve } from './serve.ts';

export type FileRouteParts = {
  readonly files: Files;
  readonly sessions: Pick<Sessions, 'find'>;
  readonly visitorOf: (token: string) => Promise<Pick<Visitor, 'id'> | null>;
  readonly isAllowedOrigin: (origin: string) => boolean;
  /** 0, or the milliseconds to wait (P15). */
  readonly admit: (owner: Owner, what: 'begin' | 'piece' | 'links', address: string) => number;
  readonly addressOf: AddressOf;
};

const place = z.strictObject({ at: z.string().check(z.regex(/^\d{1,12}$/u)) });
const signed = z.strictObject({
  until: z.string().check(z.regex(/^\d{1,15}$/u)),
  sign: z.string().check(z.maxLength(60)),
});
const named = z.object({ id: anId });
type Asked = { Params: { id: string; variant: string } };
const variant = z.enum(['file', 'thumb']);

/** Files in and out. A desk brings its token; a visitor's browser too, from a page of an allowed origin. */
export function fileRoutes(parts: FileRouteParts) {
  const { files, isAllowedOrigin } = parts;
  const owners = new WeakMap<FastifyRequest, Owner>();
  const people = new WeakMap<FastifyRequest, Me>();

  const tokenOf = (request: FastifyRequest): string => {
    const token = bearerOf(request);
    if (token === undefined) throw new RefusalError('unauthenticated');
    return token;
  };
  const personOf = async (request: FastifyRequest) => {
    await noBrowser(request);
    const signedIn = await parts.sessions.find(tokenOf(request));
    if (signedIn === null) throw new RefusalError('unauthenticated');
    request.actor = { kind: 'person', id: signedIn.person.id };
    return signedIn.person;
  };
  const visitorOf = async (request: FastifyRequest): Promise<Owner> => {
    const { origin } = request.headers;
    if (origin === undefined || !isAllowedOrigin(origin)) throw new RefusalError('origin_refused');
    const visitor = await parts.visitorOf(tokenOf(request));
    if (visitor === null) throw new RefusalError('unauthenticated');
    request.actor = { kind: 'visitor', id: visitor.id };
    return { kind: 'visitor', id: visitor.id };
  };
  const admit = (request: FastifyRequest, what: 'begin' | 'piece' | 'links'): Owner => {
    const owner = owners.get(request);
    if (owner === undefined) throw new Error('a request of nobody');
    const retryAfter = parts.admit(owner, what, parts.addressOf(request.raw));
    if (retryAfter > 0) throw new RefusalError({ code: 'slow_down', retryAfter });
    return owner;
  };

  /** The same two for both kinds; who asks is known before a byte of what they send is read. */
  const uploadRoutes = (scope: FastifyInstance, path: string, who: (r: FastifyRequest) => Promise<Owner>) => {
    scope.addHook('onRequest', async (request) => {
      owners.set(request, await who(request));
    });
    scope.addContentTypeParser(
      'application/octet-stream',
      { parseAs: 'buffer' },
      async (_: unknown, b: Buffer) => b,
    );
    scope.post(path, async (request): Promise<{ ok: true; value: UploadState }> => {
      const owner = admit(request, 'begin');
      const { copyOf, ...asked } = parse(beginUpload, request.body);
      if (copyOf === undefined) return { ok: true, value: await files.uploads.begin(owner, asked) };
      const person = people.get(request);
      if (person === undefined) throw new RefusalError({ code: 'bad_request', field: 'copyOf' });
      return { ok: true, value: await files.copy(person, asked.key, copyOf) };
    });
    scope.put(
      `${path}/:id`,
      { bodyLimit: filePiece },
      async (request): Promise<{ ok: true; value: UploadState }> => {
        const owner = admit(request, 'piece');
        const { id } = parse(named, request.params);
        const { at } = parse(place, request.query);
        if (!Buffer.isBuffer(request.body) || request.body.length === 0)
          throw new RefusalError('bad_request');
        return { ok: true, value: await files.uploads.take(owner, id, Number(at), request.body) };
      },
    );
  };

  const desk = async (scope: FastifyInstance) => {
    uploadRoutes(scope, filePaths.desk, async (request) => {
      const person = await personOf(request);
      people.set(request, person);
      return { kind: 'person', id: person.id };
    });
  };

  /** Inside `forPages`. */
  const visitor = async (scope: FastifyInstance) => {
    uploadRoutes(scope, filePaths.visitor, visitorOf);
    scope.post(filePaths.links, async (request): Promise<{ ok: true; value: LinksAnswer }> => {
      const { id } = admit(request, 'links');
      return { ok: true, value: await files.linksFor(id, parse(linksRequest, request.body).ids) };
    });
  };

  const bytes = async (scope: FastifyInstance) => {
    scope.get<Asked>(`${filePaths.bytes}/:id/:variant`, async (request, reply) => {
      const { id } = parse(named, request.params);
      const which = parse(variant, request.params.variant);
      const { range } = request.headers;
      if (request.headers.authorization !== undefined) {
        const person = await personOf(request);
        return serve(reply, await files.forPerson(person, id, which), range);
      }
      const { until, sign } = parse(signed, request.query);
      return serve(reply, await files.forLink(id, which, Number(until), sign), range);
    });
  };

  return { desk, visitor, bytes };
}
