import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { FastifyReply } from 'fastify';
import { RefusalError } from '#shared/protocol/errors.ts';

export type Served = {
  readonly path: string;
  readonly type: string;
  readonly name: string;
  /** A link's: the browser may keep it for so many seconds. */
  readonly keepFor: number;
};

/**
 * Sends bytes that may be anything. They are a download, of exactly this type, and wherever a browser opens them all the
 * same they can run nothing, load nothing, and reach nobody.
 */
export async function serve(reply: FastifyReply, file: Served, range: string | undefined) {
  const { size } = await stat(file.path).catch(() => {
    throw new RefusalError('not_found');
  });
  const [from, to] = wanted(range, size) ?? [0, size - 1];
  const isPart = wanted(range, size) !== null;
  reply
    .status(isPart ? 206 : 200)
    .header('content-type', file.type)
    .header('content-length', to - from + 1)
    .header('content-disposition', disposition(file.name))
    .header('content-security-policy', "sandbox; default-src 'none'; frame-ancestors 'none'")
    .header('x-content-type-options', 'nosniff')
    // Pages of customers show pictures, also those that ask for isolation.
    .header('cross-origin-resource-policy', 'cross-origin')
    // Those whose policy lets no image in fetch the bytes and draw them. Who may have them, the signature has said.
    .headers(file.keepFor > 0 ? { 'access-control-allow-origin': '*' } : {})
    .header('cache-control', file.keepFor > 0 ? `private, max-age=${file.keepFor}` : 'private, no-store')
    .header('referrer-policy', 'no-referrer')
    .header('accept-ranges', 'bytes');
  if (isPart) reply.header('content-range', `bytes ${from}-${to}/${size}`);
  return reply.send(createReadStream(file.path, { start: from, end: to }));
}

/** The one part that is asked for, null for the whole; another than one is answered with the whole. */
function wanted(range: string | undefined, size: number): [number, number] | null {
  const asked = /^bytes=(\d{0,12})-(\d{0,12})$/u.exec(range ?? '');
  if (asked === null || size === 0) return null;
  const [, first = '', last = ''] = asked;
  if (first === '' && last === '') return null;
  const from = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const to = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  return from > to ? null : [from, to];
}

/** The name twice: for those who know how, and in letters that nobody can misread. */
function disposition(name: string): string {
  const plain = name.replace(/[^A-Za-z0-9._-]/gu, '_');
  const full = encodeURIComponent(name).replace(
    /['()*]/gu,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${full}`;
}
