import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { maxPacketBytes, namespaces, socketPath } from '#shared/protocol/handshake.ts';
import { backlog } from '../../../src/hub/platform/http/listen.ts';
import { serve, usage } from './worker.ts';

/** The control: socket.io as it comes, with the hub's transport settings, that says back and acknowledges what it is told. */
const http = createServer();
const io = new Server(http, {
  path: socketPath,
  serveClient: false,
  maxHttpBufferSize: maxPacketBytes,
  perMessageDeflate: false,
});
io.of(namespaces.visitor).on('connection', (socket) => {
  socket.on('message.send', (message: unknown, ack: (message: unknown) => void) => {
    socket.emit('entry', message);
    ack(message);
  });
});

const calls = {
  start: () =>
    new Promise<string>((resolve) => {
      http.listen({ port: 0, host: '127.0.0.1', backlog }, () =>
        resolve(`http://127.0.0.1:${(http.address() as AddressInfo).port}`),
      );
    }),
  ...usage(),
};
export type Raw = typeof calls;

serve(calls);
