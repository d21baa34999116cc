import type { FastifyInstance } from 'fastify';
import { wipedReport } from '#shared/protocol/devices.ts';
import { httpPaths } from '#shared/protocol/handshake.ts';
import { type Audit, bearerOf, noBrowser, parse } from '../platform/access/index.ts';
import type { AddressOf } from '../platform/address.ts';
import type { Devices } from './devices.ts';

/**
 * A desk says that it has removed what it kept. Its token is dead by then, so nobody is refused, and nobody learns whether there was
 * an order: it is the word of who has the token, no more.
 */
export function deviceRoutes(
  http: FastifyInstance,
  parts: {
    readonly devices: Pick<Devices, 'done'>;
    readonly audit: Pick<Audit, 'changed'>;
    readonly addressOf: AddressOf;
  },
): void {
  const { devices, audit, addressOf } = parts;
  http.post(httpPaths.wiped, { onRequest: noBrowser }, async (request) => {
    parse(wipedReport, request.body ?? null);
    const token = bearerOf(request);
    const done = token === undefined ? null : await devices.done(token);
    if (done !== null) {
      const actor = { kind: 'person', id: done.personId } as const;
      await audit.changed({
        event: 'desk.wiped',
        actor,
        address: addressOf(request.raw),
        subject: done.device,
      });
    }
    return { ok: true, value: null };
  });
}
