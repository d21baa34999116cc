import helmet from '@fastify/helmet';
import Fastify, { type FastifyInstance } from 'fastify';
import { type Refusal, type RefusalCode, RefusalError, refusals } from '#shared/protocol/errors.ts';
import type { Denial, Report } from '../access/index.ts';
import type { AddressOf } from '../address.ts';
import type { Log } from '../log/index.ts';
import { onlyRegistered, type RouteRegistry } from './registry.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks, as soon as that is known; for the audit trail. */
    actor: Denial['actor'];
  }
}

/** Requests carry a sign-in or a registration; what is larger has a limit of its own. Bytes. */
const maxBody = 16 * 1024;

/**
 * The hub's HTTP: every refusal leaves as `{ok: false, error}` with the status of the table, every
 * one is reported, and nothing of an unforeseen error leaves at all.
 */
export async function createHttp(
  routes: RouteRegistry,
  log: Log,
  report: Report,
  addressOf: AddressOf,
): Promise<FastifyInstance> {
  const http = Fastify({ bodyLimit: maxBody, logger: false, forceCloseConnections: true });
  onlyRegistered(http, routes);

  await http.register(helmet, {
    // It serves scripts and answers, never a page.
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { 'default-src': ["'none'"], 'frame-ancestors': ["'none'"] },
    },
    // Whether it is reached over TLS is the proxy's to say.
    strictTransportSecurity: false,
  });

  http.decorateRequest('actor', null);

  http.setErrorHandler(async (error, request, reply) => {
    const refusal = refusalFor(error);
    if (refusal.code === 'internal')
      log.error({ err: error, url: request.routeOptions.url }, 'request failed');
    report({
      code: refusal.code,
      event: eventOf(request.routeOptions.url),
      actor: request.actor,
      address: addressOf(request.raw),
    });
    if (refusal.retryAfter !== undefined) reply.header('retry-after', Math.ceil(refusal.retryAfter / 1000));
    return reply.status(refusals[refusal.code].status).send({ ok: false, error: refusal });
  });

  http.setNotFoundHandler(async (request, reply) => {
    report({ code: 'not_found', event: 'http', actor: null, address: addressOf(request.raw) });
    return reply.status(refusals.not_found.status).send({ ok: false, error: { code: 'not_found' } });
  });
  return http;
}

/** "/api/desk/sign-in" as "api.desk.sign-in": the form of the other events in the log. */
function eventOf(url: string | undefined): string {
  return (url ?? '/http').slice(1).replaceAll('/', '.');
}

function refusalFor(error: unknown): Refusal {
  if (error instanceof RefusalError) return error.refusal;
  const { statusCode, code } = error as { statusCode?: number; code?: string };
  const known: Readonly<Record<string, RefusalCode>> = { FST_ERR_CTP_BODY_TOO_LARGE: 'too_large' };
  if (code !== undefined && known[code] !== undefined) return { code: known[code] };
  // What the framework refuses by itself: no JSON, another media type, a broken address.
  return {
    code: statusCode !== undefined && statusCode >= 400 && statusCode < 500 ? 'bad_request' : 'internal',
  };
}
