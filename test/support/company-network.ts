import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createHttp, type Server as HttpServer } from 'node:http';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer as createTls } from 'node:tls';

/**
 * A company's network, small and real: an authority that issues certificates, a hub behind TLS, a proxy that asks for a name, and a
 * script that names the proxy. Its hosts have names that only the proxy knows, so nothing gets around it.
 */

/** Nobody resolves it: `.test` is kept for this (RFC 6761). */
export const companyHost = 'hub.company.test';

export type Authority = {
  readonly name: string;
  /** PEM of its certificate, in a file of its own. */
  readonly file: string;
  readonly pem: string;
  /** A certificate for a host, and its key. */
  readonly issue: (host: string, days?: number) => { readonly cert: string; readonly key: string };
  readonly remove: () => void;
};

const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];

export function newAuthority(name: string): Authority {
  const folder = mkdtempSync(join(tmpdir(), 'yingke-ca-'));
  const at = (file: string) => join(folder, file);
  const openssl = (...args: string[]) => execFileSync('openssl', args, { stdio: 'pipe' });
  const authority = ['-days', '30', '-subj', `/O=${name}/CN=${name} Root`];
  openssl('req', '-x509', ...curve, '-keyout', at('ca.key'), '-out', at('ca.pem'), ...authority);
  let count = 0;
  return {
    name,
    file: at('ca.pem'),
    pem: readFileSync(at('ca.pem'), 'utf8'),
    issue: (host, days = 20) => {
      count += 1;
      const [key, request, cert, extension] = ['key', 'csr', 'pem', 'ext'].map((end) =>
        at(`${count}.${end}`),
      );
      if (!key || !request || !cert || !extension) throw new Error('no files');
      openssl('req', ...curve, '-keyout', key, '-out', request, '-subj', `/CN=${host}`);
      writeFileSync(extension, `subjectAltName=DNS:${host}\nextendedKeyUsage=serverAuth\n`);
      const by = ['-CA', at('ca.pem'), '-CAkey', at('ca.key'), '-CAcreateserial', '-days', `${days}`];
      openssl('x509', '-req', '-in', request, ...by, '-extfile', extension, '-out', cert);
      return { cert: readFileSync(cert, 'utf8'), key: readFileSync(key, 'utf8') };
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

export type Listening = { readonly port: number; readonly stop: () => Promise<void> };

async function listen(server: Server | HttpServer, sockets: Set<Socket>): Promise<Listening> {
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.once('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    port: address.port,
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      if (server.listening) await new Promise((resolve) => server.close(resolve));
    },
  };
}

function joinBoth(near: Socket, far: Socket): void {
  for (const socket of [near, far]) {
    socket.on('error', () => {});
    socket.on('close', () => {
      near.destroy();
      far.destroy();
    });
  }
  near.pipe(far).pipe(near);
}

/** TLS before a hub on this computer. */
export async function tlsBefore(
  port: number,
  certificate: { readonly cert: string; readonly key: string },
): Promise<Listening & { readonly connections: () => number; readonly heard: () => number }> {
  let count = 0;
  let bytes = 0;
  const server = createTls(certificate, (near) => {
    count += 1;
    near.on('data', (part) => {
      bytes += part.length;
    });
    joinBoth(near, connect(port, '127.0.0.1'));
  });
  server.on('tlsClientError', () => {});
  return { ...(await listen(server, new Set())), connections: () => count, heard: () => bytes };
}

export type ProxyOptions = {
  /** Where its names lead; what is not among them it does not reach. */
  readonly hosts: () => Readonly<Record<string, number>>;
  /** "name:password"; absent: it asks for none. */
  readonly password?: string;
  /** How it asks; `Basic realm="…"` where it is not given. */
  readonly asksBy?: string;
  /** It takes its time to answer who says that. */
  readonly slow?: (said: string | null) => Promise<void>;
};

export type TestProxy = Listening & {
  /** What it was asked for, in order, and what it answered. */
  readonly asked: readonly { readonly host: string; readonly status: number; readonly said: string | null }[];
  /** Connections that it carries now. */
  readonly carried: () => number;
};

/** An HTTP proxy that knows CONNECT. */
export async function startProxy(options: ProxyOptions): Promise<TestProxy> {
  const asked: { host: string; status: number; said: string | null }[] = [];
  let carried = 0;
  const sockets = new Set<Socket>();
  const server = createHttp((_request, response) => response.writeHead(405).end());
  server.on('connect', async (request, near: Socket) => {
    near.on('error', () => {});
    const host = request.url ?? '';
    const said = request.headers['proxy-authorization'] ?? null;
    const answer = (status: number, head = '') => {
      asked.push({ host, status, said });
      near.write(`HTTP/1.1 ${status} x\r\n${head}\r\n`);
      if (status !== 200) near.end();
    };
    await options.slow?.(said);
    const { password, asksBy = 'Basic realm="Company"' } = options;
    const right = password === undefined ? null : `Basic ${Buffer.from(password).toString('base64')}`;
    if (right !== null && said !== right)
      return answer(407, `Proxy-Authenticate: ${asksBy}\r\nContent-Length: 0\r\n`);
    const port = options.hosts()[host];
    if (port === undefined) return answer(502);
    const far = connect(port, '127.0.0.1');
    far.once('error', () => answer(502));
    far.once('connect', () => {
      answer(200);
      carried += 1;
      far.once('close', () => {
        carried -= 1;
      });
      joinBoth(near, far);
    });
  });
  return { ...(await listen(server, sockets)), asked, carried: () => carried };
}

/** SOCKS5 without a name (RFC 1928), for names of hosts. */
export async function startSocks(
  hosts: Readonly<Record<string, number>>,
): Promise<Listening & { readonly asked: readonly string[] }> {
  const asked: string[] = [];
  const server = createServer((near) => {
    near.once('data', () => {
      near.write(Buffer.from([5, 0]));
      near.once('data', (part: Buffer) => {
        const length = part[4] ?? 0;
        const host = `${part.toString('latin1', 5, 5 + length)}:${part.readUInt16BE(5 + length)}`;
        asked.push(host);
        const port = hosts[host];
        if (port === undefined) return near.end(Buffer.from([5, 4, 0, 1, 0, 0, 0, 0, 0, 0]));
        const far = connect(port, '127.0.0.1', () => {
          near.write(Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0]));
          joinBoth(near, far);
        });
      });
    });
  });
  return { ...(await listen(server, new Set())), asked };
}

/** A script that says which proxy to use (PAC), from a web server. */
export async function servePac(
  script: () => string | null,
): Promise<Listening & { readonly url: string; readonly asked: () => number }> {
  let count = 0;
  const server = createHttp((_request, response) => {
    count += 1;
    const text = script();
    if (text === null) return response.writeHead(500).end();
    response.writeHead(200, { 'content-type': 'application/x-ns-proxy-autoconfig' }).end(text);
  });
  const listening = await listen(server, new Set());
  return { ...listening, url: `http://127.0.0.1:${listening.port}/proxy.pac`, asked: () => count };
}
