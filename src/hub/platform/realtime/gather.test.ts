import { createServer } from 'node:http';
import type { AddressInfo, Socket as Line } from 'node:net';
import { Server, type Socket } from 'socket.io';
import { io as connect } from 'socket.io-client';
import { afterEach, expect, test } from 'vitest';
import { gatherWrites } from './gather.ts';

let end = async () => undefined as unknown;
afterEach(() => end());

/** A server that gathers, one real client of it, and how often the server has written to the client's line. */
async function stage() {
  const http = createServer();
  const io = new Server(http, { transports: ['websocket'] });
  gatherWrites(io);
  await new Promise<void>((resolve) => {
    http.listen(0, '127.0.0.1', resolve);
  });
  const { port } = http.address() as AddressInfo;
  const came = new Promise<Socket>((resolve) => {
    io.on('connection', resolve);
  });
  const client = connect(`http://127.0.0.1:${port}`, { transports: ['websocket'], reconnection: false });
  const heard: unknown[] = [];
  client.onAny((event: string, value: unknown) => heard.push(event === 'n' ? value : event));
  const gone = new Promise<void>((resolve) => {
    client.on('disconnect', () => resolve());
  });
  end = async () => {
    client.disconnect();
    await io.close();
  };
  const server = await came;
  await new Promise<void>((resolve) => {
    if (client.connected) resolve();
    else client.once('connect', resolve);
  });
  const { socket } = server.conn.transport as unknown as { socket: { _socket: Line } };
  const line = socket._socket;
  let writes = 0;
  const write = line.write.bind(line);
  line.write = ((...args: Parameters<typeof write>) => {
    writes += 1;
    return write(...args);
  }) as typeof line.write;
  return { server, heard, gone, writes: () => writes };
}

const oneTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1);

test('what is said in one turn leaves in one write, in order, and before the end of the line', async () => {
  const { server, heard, gone, writes } = await stage();
  for (const n of oneTo(50)) server.emit('n', n);
  await new Promise((resolve) => setImmediate(resolve));
  expect(writes()).toBe(1);

  for (const n of oneTo(50)) server.emit('n', 50 + n);
  server.disconnect(true);
  await gone;
  expect(heard).toEqual(oneTo(100));
});

test('more than the line takes at once comes whole and in order', async () => {
  const { server, heard, gone } = await stage();
  const long = '长'.repeat(20_000);
  for (const n of oneTo(40)) {
    server.emit(long);
    server.emit('n', n);
    if (n % 7 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  server.disconnect(true);
  await gone;
  expect(heard).toEqual(oneTo(40).flatMap((n) => [long, n]));
});
