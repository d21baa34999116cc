import type { FastifyInstance } from 'fastify';
import type { Role } from '#shared/protocol/handshake.ts';

/** Who may stand at a door. `operator`: whoever can read the hub's data folder; `monitor`: who has the token for its figures; `nobody`: without a token that is good. */
export const callers = ['nobody', 'visitor', 'agent', 'supervisor', 'admin', 'operator', 'monitor'] as const;
export type Caller = (typeof callers)[number];
export const staff = ['agent', 'supervisor', 'admin'] as const satisfies readonly Role[];

/** What a route asks of whoever sends a request to it. */
export type RouteRule = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'OPTIONS';
  /** As the server is told it, with its `:names`. */
  readonly path: string;
  /** Everybody else is refused. */
  readonly callers: readonly Caller[];
  /** Where requests come from: a program that is no browser, a page of an allowed origin, or either. */
  readonly from: 'program' | 'page' | 'anywhere';
};

export type RouteRegistry = Readonly<Record<string, RouteRule>>;

/**
 * From now on the server takes only routes that stand in the registry: who adds one without saying who may have it has
 * a hub that does not start.
 */
export function onlyRegistered(http: FastifyInstance, registry: RouteRegistry): void {
  const known = new Set(Object.values(registry).map(({ method, path }) => `${method} ${path}`));
  http.addHook('onRoute', ({ method, url }) => {
    for (const each of [method].flat()) {
      // The server answers HEAD wherever it answers GET, with the same handler and the same hooks.
      const asked = each === 'HEAD' ? 'GET' : each;
      if (!known.has(`${asked} ${url}`)) throw new Error(`${asked} ${url} stands in no registry of routes`);
    }
  });
}
