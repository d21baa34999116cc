import type { Agent, IncomingHttpHeaders } from 'node:http';

export type Sent = {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | null;
  readonly signal: AbortSignal;
};

export type Answered = {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Uint8Array<ArrayBuffer>;
};

/**
 * The one way that this program reaches others by: it knows the proxy, its password, and whose certificates are trusted. Nothing
 * opens a connection beside it.
 */
export type WayOut = {
  /** What makes connections to that address; for libraries that send by themselves. */
  readonly agentFor: (url: string) => Promise<Agent>;
  /** Asks, and has the whole answer. A redirect is an answer like any other: it is not followed. */
  readonly send: (url: string, sent: Sent) => Promise<Answered>;
};

/** The way of whoever knows no proxy, and trusts whom this computer trusts. */
export const straightWay: WayOut = lazyWay(async () => {
  const { createWay } = await import('./way.ts');
  return createWay({ routes: async () => ['direct'] });
});

/** Not loaded before something is to be reached: nothing of the first screen waits for it. */
export function lazyWay(load: () => Promise<WayOut>): WayOut {
  let loaded: Promise<WayOut> | null = null;
  const way = (): Promise<WayOut> => {
    loaded ??= load();
    return loaded;
  };
  return {
    agentFor: async (url) => (await way()).agentFor(url),
    send: async (url, sent) => (await way()).send(url, sent),
  };
}
