import { type ClientRequestArgs, Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { type SecureContext, TLSSocket } from 'node:tls';
import type { WayFault } from '#shared/domain/network/fault.ts';
import { isHere, proxyName, type Route } from '#shared/domain/network/proxy.ts';
import { seenCertificate } from './certificate.ts';
import { usualRoots } from './roots.ts';
import { sendBy } from './send.ts';
import { type Place, type ProxyPassword, straight, throughProxy } from './tunnel.ts';
import { WayError } from './way-error.ts';
import type { WayOut } from './way-out.ts';

/** A way on which nobody answered is tried last for so long. Milliseconds. */
const badFor = 5 * 60_000;
/** A connection that nothing is asked on goes after this: what lies between may have forgotten it. Milliseconds. */
const idle = 5_000;

export type WayParts = {
  /** The ways to that address, in the order in which they are tried; none: nobody can say. */
  readonly routes: (url: string) => Promise<readonly Route[]>;
  /** What the proxy of that name is told; nothing where it is not given. */
  readonly passwordFor?: (proxy: string) => Promise<ProxyPassword | null>;
  /** Who is trusted; whom this computer trusts where it is not given. */
  readonly context?: () => Promise<SecureContext>;
  /** How it went with that origin. Null: it was reached, or nothing is known but that it is away. */
  readonly onTold?: (origin: string, fault: WayFault | null, route: Route | null) => void;
  readonly now?: () => number;
};

export type Way = WayOut & {
  /** Ends every connection, so that the next ones go by what counts now. */
  readonly endAll: () => void;
};

type Made = (error: Error | null, socket: Duplex) => void;
type Target = Place & { readonly origin: string };

/** The agents of all connections of this program, and asking by them. */
export function createWay(parts: WayParts): Way {
  const { routes, passwordFor = async () => null, context = usualRoots, onTold = () => {} } = parts;
  const now = parts.now ?? Date.now;
  const bad = new Map<string, number>();
  const open = new Set<Socket>();

  const nameOf = (route: Route) => (route === 'direct' ? route : proxyName(route));
  const isBad = (route: Route) => (bad.get(nameOf(route)) ?? 0) > now();

  async function waysTo({ host, origin }: Target): Promise<readonly Route[]> {
    if (isHere(host)) return ['direct'];
    const found = await routes(`${origin}/`);
    if (found.length === 0) throw new WayError({ kind: 'script' });
    return [...found.filter((route) => !isBad(route)), ...found.filter(isBad)];
  }

  /** The first way on which somebody answers. A proxy that answers has the last word: the next one is not a way round it. */
  async function carried(to: Target): Promise<{ readonly socket: Socket; readonly route: Route }> {
    let fault: unknown;
    for (const route of await waysTo(to)) {
      try {
        const socket =
          route === 'direct'
            ? await straight(to)
            : await throughProxy(route, to, context, await passwordFor(proxyName(route)));
        bad.delete(nameOf(route));
        return { socket, route };
      } catch (error) {
        if (error instanceof WayError && error.fault.kind !== 'proxy-away') throw error;
        bad.set(nameOf(route), now() + badFor);
        fault = error;
      }
    }
    throw fault;
  }

  async function connected(to: Target, secured: (socket: Socket) => Promise<Duplex>): Promise<Duplex> {
    try {
      const { socket, route } = await carried(to);
      open.add(socket);
      socket.once('close', () => open.delete(socket));
      const made = await secured(socket);
      if (!(made instanceof TLSSocket)) onTold(to.origin, null, route);
      else {
        const seen = seenCertificate(made, to.host);
        made.once('secureConnect', () => onTold(to.origin, null, route));
        made.once('error', (error) => onTold(to.origin, seen.fault(error)?.fault ?? null, route));
      }
      return made;
    } catch (error) {
      onTold(to.origin, error instanceof WayError ? error.fault : null, null);
      throw error;
    }
  }

  class PlainWay extends HttpAgent {
    override createConnection(asked: ClientRequestArgs, made?: Made) {
      void answer(
        connected(target('http', asked), async (socket) => socket),
        made,
      );
      return undefined;
    }
  }

  class SecureWay extends HttpsAgent {
    override createConnection(asked: ClientRequestArgs, made?: Made) {
      const secured = async (socket: Socket): Promise<Duplex> => {
        const tls = super.createConnection({ ...asked, socket, secureContext: await context() } as never);
        if (!(tls instanceof TLSSocket)) throw new Error('no TLS on this connection');
        return tls;
      };
      void answer(connected(target('https', asked), secured), made);
      return undefined;
    }
  }

  const options = { keepAlive: true, timeout: idle };
  const both = () => {
    const [plain, secure] = [new PlainWay(options), new SecureWay(options)];
    return (url: string) => (new URL(url).protocol === 'https:' ? secure : plain);
  };
  // A line does not begin on a connection that a request is done with: the hub may close that one just then.
  const [ofLines, ofRequests] = [both(), both()];
  return {
    agentFor: async (url) => ofLines(url),
    send: (url, sent) => sendBy(ofRequests(url), url, sent),
    endAll: () => {
      bad.clear();
      for (const socket of open) socket.destroy();
    },
  };
}

function answer(made: Promise<Duplex>, tell: Made | undefined): Promise<void> {
  // Node's types ask for a connection beside the error; there is none.
  return made.then(
    (socket) => tell?.(null, socket),
    (error) => tell?.(error instanceof Error ? error : new Error('no connection'), undefined as never),
  );
}

function target(scheme: 'http' | 'https', { host, port }: ClientRequestArgs): Target {
  const name = host ?? 'localhost';
  const number = Number(port ?? (scheme === 'https' ? 443 : 80));
  const written = name.includes(':') && !name.startsWith('[') ? `[${name}]` : name;
  return {
    host: name.replace(/^\[|\]$/g, ''),
    port: number,
    origin: new URL(`${scheme}://${written}:${number}`).origin,
  };
}
