import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import type { Log } from '../log.ts';
import { straightWay } from '../network/way-out.ts';
import { requestSignIn } from './hub-http.ts';

let server: Server | null = null;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  server = null;
});

async function serve(listener: RequestListener): Promise<string> {
  server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `http://127.0.0.1:${address.port}`;
}

/** The refusal's code and the levels of what was logged. */
async function tried(hub: string, way = straightWay): Promise<readonly [code: string, ...logged: string[]]> {
  const logged: string[] = [];
  const put = (level: string) => (event: string) => void logged.push(`${level} ${event}`);
  const log: Log = { info: put('info'), warn: put('warn'), error: put('error') };
  const request = { protocol: '1.0', app: 'desk/0', device: 'd', email: 'a@b', password: 'x' };
  const code = await requestSignIn(hub, request, { way, log }).then(
    () => 'granted',
    (error) => error.refusal.code,
  );
  return [code, ...logged];
}

const away = ['unavailable', 'warn request did not reach the hub'];

test('what the network does is a hub that cannot be reached, and the log says what it was', async () => {
  const gone = await serve(() => {});
  server?.close();
  await once(server!, 'close');
  expect(await tried(gone)).toEqual(away);
  expect(await tried('http://no-such-hub.invalid')).toEqual(away);
  expect(await tried(await serve((request) => request.socket.destroy()))).toEqual(away);
  expect(await tried(await serve((request) => void request.socket.end('not HTTP\r\n\r\n')))).toEqual(away);
  expect((await tried(gone.replace('http:', 'https:')))[0]).toBe('unavailable');
});

test('a redirect is not followed: it could carry the password to another host', async () => {
  const hub = await serve((_request, response) =>
    response.writeHead(307, { location: 'http://127.0.0.1:1/' }).end(),
  );
  expect(await tried(hub)).toEqual(away);
});

test('what a hub refuses is told as it says', async () => {
  const body = JSON.stringify({ ok: false, error: { code: 'wrong_credentials' } });
  expect(await tried(await serve((_request, response) => response.writeHead(401).end(body)))).toEqual([
    'wrong_credentials',
  ]);
});

test('a fault of this program is no hub that is away: it is told and logged as a fault', async () => {
  expect(await tried('no address')).toEqual(['internal', 'error request failed']);
  const hub = await serve(() => {});
  const broken = { ...straightWay, send: async () => Promise.reject(new TypeError('of this program')) };
  expect(await tried(hub, broken)).toEqual(['internal', 'error request failed']);
});
