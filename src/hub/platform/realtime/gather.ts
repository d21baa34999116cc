import type { EventEmitter } from 'node:events';
import type { Socket } from 'node:net';
import type { Server } from 'socket.io';

/** What `ws` and engine.io show of themselves to each other, as far as it is used here. */
type Frame = readonly (Buffer | string)[];
type Sender = { readonly _socket: Socket; sendFrame: (frame: Frame, done?: (error?: Error) => void) => void };
type Transport = { readonly name: string; readonly socket?: { readonly _sender?: Sender } };
type Connection = EventEmitter & { readonly transport: Transport };

/** Above this the other end does not keep up, and the transport waits as it would without us. Bytes. */
const patience = 64 * 1024;
/** Opcode of a WebSocket text frame. */
const text = 1;

/**
 * What is written to a connection in one turn of the event loop leaves in one piece. After a commit whoever
 * wrote gets an entry and an ack, a desk perhaps ten: a system call for each costs more than all else
 * that is done for a message.
 */
export function gatherWrites(io: Server): void {
  let outgoing = new Map<Socket, Buffer[]>();

  const flush = () => {
    const batch = outgoing;
    outgoing = new Map();
    for (const [line, pieces] of batch) if (line.writable) line.write(Buffer.concat(pieces));
  };

  const gather = ({ name, socket }: Transport) => {
    const sender = socket?._sender;
    if (name !== 'websocket' || sender === undefined) return;
    const line = sender._socket;
    const sendNow = sender.sendFrame.bind(sender);
    sender.sendFrame = (frame, done) => {
      const waiting = outgoing.get(line);
      const [header] = frame;
      if (!Buffer.isBuffer(header) || ((header[0] ?? 0) & 0x0f) !== text || line.writableLength > patience) {
        // After the end of the line nothing may follow, and nobody waits for a ping.
        if (waiting !== undefined) line.write(Buffer.concat(waiting));
        outgoing.delete(line);
        return sendNow(frame, done);
      }
      if (outgoing.size === 0) process.nextTick(flush);
      const pieces = frame.map((piece) => (typeof piece === 'string' ? Buffer.from(piece) : piece));
      if (waiting === undefined) outgoing.set(line, pieces);
      else waiting.push(...pieces);
      // The transport may go on at once; what it sends then joins this.
      done?.();
    };
  };

  io.engine.on('connection', (connection: Connection) => {
    gather(connection.transport);
    connection.on('upgrade', gather);
  });
}
