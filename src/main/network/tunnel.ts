import { request } from 'node:http';
import { connect as connectTcp, type Socket } from 'node:net';
import { connect as connectTls, type SecureContext } from 'node:tls';
import { signInWays } from '#shared/domain/network/fault.ts';
import { type ProxyAt, proxyName } from '#shared/domain/network/proxy.ts';
import { seenCertificate } from './certificate.ts';
import { WayError } from './way-error.ts';

/** Who does not take up a connection within this time is away, and the next way is tried. Milliseconds. */
const patience = 4_000;
/** A proxy that was reached has so long to reach the host. Milliseconds. */
const tunnelPatience = 8_000;

export type Place = { readonly host: string; readonly port: number };
export type ProxyPassword = { readonly user: string; readonly password: string };

/** A connection to the host through the proxy, as if it were there. Rejects with a `WayError` for what the proxy does. */
export async function throughProxy(
  proxy: ProxyAt,
  to: Place,
  context: () => Promise<SecureContext>,
  password: ProxyPassword | null,
): Promise<Socket> {
  if (proxy.kind === 'socks4' || proxy.kind === 'socks5') return bySocks(proxy, proxy.kind, to);
  const socket = await reach(proxy, proxy.kind === 'https' ? await context() : null);
  return byConnect(proxy, socket, to, password);
}

/** Straight to the host, within the time that another way would be tried in. */
export function straight({ host, port }: Place): Promise<Socket> {
  return opened(connectTcp({ host, port }), 'connect');
}

async function reach(proxy: ProxyAt, context: SecureContext | null): Promise<Socket> {
  const { host, port } = proxy;
  const away = (error: unknown): never => {
    throw error instanceof WayError ? error : new WayError({ kind: 'proxy-away', proxy: proxyName(proxy) });
  };
  const tcp = await opened(connectTcp({ host, port }), 'connect').catch(away);
  if (context === null) return tcp;
  const tls = connectTls({
    socket: tcp,
    servername: host,
    secureContext: context,
    ALPNProtocols: ['http/1.1'],
  });
  const seen = seenCertificate(tls, host);
  return opened(tls, 'secureConnect').catch((error) => away(seen.fault(error) ?? error));
}

function opened<S extends Socket>(socket: S, event: 'connect' | 'secureConnect'): Promise<S> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => socket.destroy(new Error('nobody answers')), patience);
    const fail = (error: Error) => {
      clearTimeout(late);
      reject(error);
    };
    socket.once('error', fail);
    socket.once(event, () => {
      clearTimeout(late);
      socket.off('error', fail);
      resolve(socket);
    });
  });
}

function byConnect(
  proxy: ProxyAt,
  socket: Socket,
  to: Place,
  password: ProxyPassword | null,
): Promise<Socket> {
  const name = proxyName(proxy);
  const place = `${to.host.includes(':') ? `[${to.host}]` : to.host}:${to.port}`;
  const basic =
    password === null ? null : Buffer.from(`${password.user}:${password.password}`).toString('base64');
  return new Promise((resolve, reject) => {
    const fail = (fault: ConstructorParameters<typeof WayError>[0]) => {
      socket.destroy();
      reject(new WayError(fault));
    };
    const asked = request({
      createConnection: () => socket,
      method: 'CONNECT',
      path: place,
      headers: { host: place, ...(basic === null ? {} : { 'proxy-authorization': `Basic ${basic}` }) },
      timeout: tunnelPatience,
    });
    asked.once('timeout', () => fail({ kind: 'proxy-refuses', proxy: name, status: 504 }));
    // It closed the line, or speaks something else.
    asked.on('error', () => fail({ kind: 'proxy-away', proxy: name }));
    asked.once('connect', (answer, way: Socket, head) => {
      const { statusCode: status = 0, headers } = answer;
      if (status >= 200 && status < 300) {
        way.setTimeout(0);
        if (head.length > 0) way.unshift(head);
        return resolve(way);
      }
      if (status !== 407) return fail({ kind: 'proxy-refuses', proxy: name, status });
      const ways = signInWays(headers['proxy-authenticate'] ?? '');
      if (ways.some((one) => one.toLowerCase() === 'basic'))
        return fail({ kind: 'proxy-password', proxy: name, refused: password !== null });
      fail({ kind: 'proxy-sign-in', proxy: name, ways: ways.join(', ').slice(0, 120) });
    });
    asked.end();
  });
}

/** Without a name: SOCKS that asks for one is not spoken. Names are looked up at the other end. */
async function bySocks(proxy: ProxyAt, kind: 'socks4' | 'socks5', to: Place): Promise<Socket> {
  const { SocksClient } = await import('socks');
  const { host, port } = proxy;
  try {
    const { socket } = await SocksClient.createConnection({
      proxy: { host, port, type: kind === 'socks4' ? 4 : 5 },
      command: 'connect',
      destination: to,
      timeout: patience,
    });
    return socket;
  } catch {
    throw new WayError({ kind: 'proxy-away', proxy: proxyName(proxy) });
  }
}
