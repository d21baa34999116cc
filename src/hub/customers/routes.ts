import type { FastifyInstance } from 'fastify';
import { RefusalError } from '#shared/protocol/errors.ts';
import type { Locale } from '#shared/protocol/fields.ts';
import { httpPaths, type RegisterAnswer, registerRequest } from '#shared/protocol/handshake.ts';
import { parseAtDoor } from '../platform/access/index.ts';
import type { AddressOf } from '../platform/address.ts';

/** Where a browser that is new here becomes a visitor. Only for pages of allowed origins, inside `forPages`. */
export function customerRoutes(
  http: FastifyInstance,
  parts: {
    readonly isAllowedOrigin: (origin: string) => boolean;
    readonly register: (locale: Locale, origin: string) => Promise<RegisterAnswer>;
    readonly addressOf: AddressOf;
    /** 0, or the milliseconds to wait: registrations per address (P15). */
    readonly admit: (address: string) => number;
  },
): void {
  const { isAllowedOrigin, register, addressOf, admit } = parts;

  http.post(httpPaths.register, async (request): Promise<{ ok: true; value: RegisterAnswer }> => {
    const { origin } = request.headers;
    if (origin === undefined || !isAllowedOrigin(origin)) throw new RefusalError('origin_refused');
    const { locale } = parseAtDoor(registerRequest, request.body);
    const retryAfter = admit(addressOf(request.raw));
    if (retryAfter > 0) throw new RefusalError({ code: 'slow_down', retryAfter });
    return { ok: true, value: await register(locale, origin) };
  });
}
