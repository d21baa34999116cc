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
  let outgoing = new Map<Socket, Piece[]>();

  const flush = () => {
    const batch = outgoing;
    outgoing = new Map();
    for (const [line, pieces] of batch) if (line.writable) write(line, pieces);
  };

  const gather = ({ name, socket }: Transport) => {
    const sender = socket?._sender;
    if (name !== 'websocket' || sender === undefined) return;
    const line = sender._socket;
    const sendNow = sender.sendFrame.bind(sender);
    sender.sendFrame = (frame, done) => {
      const waiting = outgoing.get(line);
      const [header, body] = frame;
      if (!Buffer.isBuffer(header) || ((header[0] ?? 0) & 0x0f) !== text || line.writableLength > patience) {
        // After the end of the line nothing may follow, and nobody waits for a ping.
        if (waiting !== undefined) write(line, waiting);
        outgoing.delete(line);
        return sendNow(frame, done);
      }
      if (outgoing.size === 0) process.nextTick(flush);
      const pieces = isPlain(header, body) ? [header.toString('latin1') + body] : frame.map(toBytes);
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

/** What waits: bytes, or characters of one byte each. */
type Piece = Buffer | string;

/**
 * Whether a frame's text is ASCII, as that of an ack is: as many bytes as characters. Then it is written as it is,
 * without being copied into buffers before.
 */
function isPlain(header: Buffer, body: Buffer | string | undefined): body is string {
  if (typeof body !== 'string') return false;
  const short = (header[1] ?? 0) & 0x7f;
  return body.length === (short === 126 ? header.readUInt16BE(2) : short);
}

function toBytes(piece: Piece): Buffer {
  return typeof piece === 'string' ? Buffer.from(piece) : piece;
}

function write(line: Socket, pieces: readonly Piece[]): void {
  if (pieces.every((piece) => typeof piece === 'string')) line.write(pieces.join(''), 'latin1');
  else line.write(Buffer.concat(pieces.map((p) => (typeof p === 'string' ? Buffer.from(p, 'latin1') : p))));
}
