import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { io } from 'socket.io-client';
import { expect, test } from 'vitest';
import { socketPath } from '#shared/protocol/handshake.ts';
import { closeSockets, createSockets } from './server.ts';

test('[P17] the sockets close after what was written to them, however much that is', async () => {
  const http = createServer();
  const server = createSockets({
    http,
    isAllowedOrigin: () => false,
    addressOf: () => '',
    report: () => undefined,
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const connected = once(server.of('/desk'), 'connection');
  const { port } = http.address() as AddressInfo;
  const client = io(`http://127.0.0.1:${port}/desk`, {
    path: socketPath,
    transports: ['websocket'],
    reconnection: false,
  });
  await connected;

  let received = 0;
  client.on('news', () => {
    received += 1;
  });
  const gone = new Promise((resolve) => client.once('disconnect', resolve));
  // More than the system's buffers take.
  for (let i = 0; i < 300; i++) server.of('/desk').emit('news', 'x'.repeat(60_000));
  await closeSockets(server);
  await gone;
  expect(received).toBe(300);
  expect(http.listening).toBe(false);
});
