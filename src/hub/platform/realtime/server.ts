import type { Server as HttpServer, IncomingMessage } from 'node:http';
import { Server } from 'socket.io';
import type { refusals } from '#shared/protocol/errors.ts';
import { maxPacketBytes, socketPath } from '#shared/protocol/handshake.ts';
import type { Report } from '../access/index.ts';
import type { AddressOf } from '../address.ts';
import { gatherWrites } from './gather.ts';
import { watchPackets } from './oversize.ts';

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
  gatherWrites(io);
  return io;
}

/** How long clients may take to read what was written to them. Milliseconds. */
const farewell = 2000;

/**
 * Ends all connections, each after what was written to it has left (socket.io's own `close` throws
 * that away), and the HTTP server with them.
 */
export async function closeSockets(io: Server): Promise<void> {
  for (const namespace of io._nsps.values()) namespace.disconnectSockets(true);
  const deadline = Date.now() + farewell;
  while (io.engine.clientsCount > 0 && Date.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  await io.close();
}
