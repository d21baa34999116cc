import type { EventEmitter } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Server } from 'socket.io';
import type { Report } from '../access/index.ts';
import type { AddressOf } from '../address.ts';
import type { Actor } from './dispatcher.ts';

/** What engine.io hands out, as far as it is used here; its own types hide the transport's socket. */
type Connection = EventEmitter & { readonly request: IncomingMessage; readonly transport: Transport };
type Transport = { readonly name: string; readonly socket?: EventEmitter };

const actors = new WeakMap<object, Actor>();

/** Remembers who is on a connection, so that what happens below the events has a name too. */
export function nameConnection(connection: object, actor: Actor): void {
  actors.set(connection, actor);
}

/**
 * Reports packets over the limit (P15). They never become events: `ws` ends the connection with
 * close code 1009 and long polling is answered 413, both before socket.io sees them.
 */
export function watchPackets(io: Server, addressOf: AddressOf, report: Report): void {
  const tooLarge = (connection: Connection | null, address: string) =>
    report({
      code: 'too_large',
      event: 'packet',
      actor: connection === null ? null : (actors.get(connection) ?? null),
      address,
    });

  io.engine.on('connection', (connection: Connection) => {
    const watch = (transport: Transport) => {
      if (transport.name !== 'websocket') return;
      transport.socket?.on('error', (error: { code?: string }) => {
        if (error.code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH')
          tooLarge(connection, addressOf(connection.request));
      });
    };
    watch(connection.transport);
    connection.on('upgrade', watch);
  });

  io.engine.use((request: IncomingMessage, response: ServerResponse, next: () => void) => {
    if (request.method === 'POST') {
      response.once('finish', () => {
        if (response.statusCode === 413) tooLarge(null, addressOf(request));
      });
    }
    next();
  });
}
