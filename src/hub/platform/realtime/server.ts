import type { Server as HttpServer, IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { Server } from 'socket.io';
import type { refusals } from '#shared/protocol/errors.ts';
import { maxPacketBytes, socketPath } from '#shared/protocol/handshake.ts';
import type { Report } from '../access/index.ts';
import type { AddressOf } from '../address.ts';
import { gatherWrites } from './gather.ts';
import { watchPackets } from './oversize.ts';
import { sayPlainly } from './plain.ts';

/**
 * The sockets' server, on the HTTP server that is there already. A browser's page reaches it only
 * from an allowed origin: CORS alone would not stop a WebSocket.
 */
export function createSockets(options: {
  readonly http: HttpServer;
  readonly isAllowedOrigin: (origin: string) => boolean;
  readonly addressOf: AddressOf;
  readonly report: Report;
}): Server {
  const { http, isAllowedOrigin, addressOf, report } = options;
  const io = new Server(http, {
    path: socketPath,
    serveClient: false,
    maxHttpBufferSize: maxPacketBytes,
    // Nobody stays at the door: a socket that joins no namespace is closed.
    connectTimeout: 10_000,
    perMessageDeflate: false,
    cors: { origin: (origin, callback) => callback(null, origin !== undefined && isAllowedOrigin(origin)) },
    allowRequest: (request: IncomingMessage, decide) => {
      const { origin } = request.headers;
      // Programs send none; which namespace they may join is decided there.
      if (origin === undefined || isAllowedOrigin(origin)) return decide(null, true);
      const address = addressOf(request);
      report({ code: 'origin_refused', event: 'connect', actor: null, address, subject: origin });
      decide('origin_refused' satisfies keyof typeof refusals, false);
    },
  });
  watchPackets(io, addressOf, report);
  sayPlainly(io);
  gatherWrites(io);
  const open = new Set<Socket>();
  http.on('connection', (socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  connections.set(io, open);
  return io;
}

/** What is connected to a server of ours; Node lists only what does not speak WebSocket. */
const connections = new WeakMap<Server, ReadonlySet<Socket>>();

/** How long clients may take to read what was written to them. Milliseconds. */
const farewell = 2000;

/**
 * Ends all connections, each after what was written to it has left (socket.io's own `close` throws
 * that away), and the HTTP server with them. Who is behind a dead network says no farewell: their
 * connections, for whose end one would wait half a minute, are dropped.
 */
export async function closeSockets(io: Server): Promise<void> {
  for (const namespace of io._nsps.values()) namespace.disconnectSockets(true);
  await farewellWhile(() => io.engine.clientsCount > 0);
  const closed = io.close();
  const left = connections.get(io) ?? new Set();
  // What was written leaves the system's buffers after the socket was closed.
  await farewellWhile(() => left.size > 0);
  for (const socket of left) socket.destroy();
  await closed;
}

async function farewellWhile(isWaiting: () => boolean): Promise<void> {
  const deadline = Date.now() + farewell;
  while (isWaiting() && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 10));
}
