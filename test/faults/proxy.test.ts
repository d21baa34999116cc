import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as after } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { undoList } from '../support/launch-undo.ts';
import { type LineProxy, startProxy } from './proxy.ts';

const undo = undoList();
afterEach(undo.all);

/** A server that says back what it hears. */
async function startEcho(): Promise<Server> {
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    socket.on('error', () => {});
    socket.pipe(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  undo.add(() => server.close());
  return server;
}

async function setUp(): Promise<{ proxy: LineProxy; server: Server }> {
  const server = await startEcho();
  const proxy = await startProxy({ to: (server.address() as AddressInfo).port, random: () => 0.5 });
  undo.add(proxy.close);
  return { proxy, server };
}

async function call(proxy: LineProxy): Promise<Socket> {
  const socket = connect({ port: proxy.port, host: '127.0.0.1', allowHalfOpen: true });
  undo.add(() => socket.destroy());
  await once(socket, 'connect');
  return socket;
}

/** What is heard until so many bytes are there. */
async function hear(socket: Socket, length: number): Promise<string> {
  let heard = '';
  while (heard.length < length) {
    const [bytes] = await once(socket, 'data');
    heard += String(bytes);
  }
  return heard;
}

/** True when nothing is heard for a while. */
async function silent(socket: Socket): Promise<boolean> {
  return Promise.race([
    once(socket, 'data').then(() => false),
    once(socket, 'close').then(() => false),
    after(150).then(() => true),
  ]);
}

describe('the line', () => {
  it('passes on bytes and the end, both ways', async () => {
    const { proxy } = await setUp();
    const socket = await call(proxy);
    const text = 'x'.repeat(300_000);
    socket.end(text);
    expect(await hear(socket, text.length)).toBe(text);
    await once(socket, 'end');
  });

  it.each(['up', 'down', 'both'] as const)(
    'a black hole (%s) holds everything, and loses nothing',
    async (way) => {
      const { proxy } = await setUp();
      const before = await call(proxy);
      before.write('1');
      expect(await hear(before, 1)).toBe('1');
      const heal = proxy.put({ kind: 'hole', way });
      before.write('2');
      const during = await call(proxy);
      during.write('3');
      expect(await silent(before)).toBe(true);
      expect(await silent(during)).toBe(true);
      heal();
      expect(await hear(before, 1)).toBe('2');
      expect(await hear(during, 1)).toBe('3');
    },
  );

  it('a black hole swallows also the news that the other end is gone', async () => {
    const { proxy, server } = await setUp();
    const accepted = once(server, 'connection') as Promise<[Socket]>;
    const socket = await call(proxy);
    const [atServer] = await accepted;
    const heal = proxy.put({ kind: 'hole', way: 'both' });
    atServer.destroy();
    expect(await silent(socket)).toBe(true);
    heal();
    await once(socket, 'end');
  });

  it('is slow, and keeps the order all the same', async () => {
    const { proxy } = await setUp();
    const socket = await call(proxy);
    const from = Date.now();
    proxy.put({ kind: 'slow', delay: 60, jitter: 40 });
    for (let i = 0; i < 10; i++) {
      socket.write(String(i));
      await after(3);
    }
    expect(await hear(socket, 10)).toBe('0123456789');
    // Both ways.
    expect(Date.now() - from).toBeGreaterThanOrEqual(120);
  });

  it('is narrow', async () => {
    const { proxy } = await setUp();
    const socket = await call(proxy);
    proxy.put({ kind: 'throttle', rate: 1000 });
    const from = Date.now();
    socket.write('a'.repeat(100));
    await hear(socket, 100);
    socket.write('b'.repeat(100));
    await hear(socket, 100);
    expect(Date.now() - from).toBeGreaterThanOrEqual(95);
  });

  it('is cut by RST: an error at both ends', async () => {
    const { proxy, server } = await setUp();
    const accepted = once(server, 'connection') as Promise<[Socket]>;
    const socket = await call(proxy);
    const [atServer] = await accepted;
    socket.write('x');
    await hear(socket, 1);
    const failed = once(socket, 'error');
    const gone = new Promise((done) => atServer.once('close', done));
    await proxy.cut('rst');
    expect(await failed).toMatchObject([{ code: 'ECONNRESET' }]);
    await gone;
    expect(proxy.counts().cut).toBe(1);
  });

  it('is cut by FIN: an end without an error', async () => {
    const { proxy } = await setUp();
    const socket = await call(proxy);
    socket.write('x');
    await hear(socket, 1);
    socket.resume();
    const ended = once(socket, 'end');
    await proxy.cut('fin');
    await ended;
  });

  it('where there is none, the next one is cut once the hub has spoken', async () => {
    const { proxy } = await setUp();
    const cut = proxy.cut('rst');
    const socket = await call(proxy);
    socket.write('x');
    await Promise.all([cut, once(socket, 'close').catch(() => {})]);
    expect(proxy.counts().cut).toBe(1);
  });

  it('where it is closed, one is refused; after that it is open', async () => {
    const { proxy } = await setUp();
    const heal = proxy.put({ kind: 'closed' });
    const refused = connect({ port: proxy.port, host: '127.0.0.1' });
    expect(await once(refused, 'error')).toMatchObject([{ code: 'ECONNRESET' }]);
    heal();
    const socket = await call(proxy);
    socket.write('x');
    expect(await hear(socket, 1)).toBe('x');
  });

  it('where the server is gone, one is reset', async () => {
    const { proxy, server } = await setUp();
    server.close();
    const socket = await call(proxy);
    await expect(once(socket, 'end')).rejects.toMatchObject({ code: 'ECONNRESET' });
  });
});
