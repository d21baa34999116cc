import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { socketPath } from '#shared/protocol/handshake.ts';

/**
 * A socket.io connection that costs next to nothing: one WebSocket frame out, one in, no events, no
 * reconnecting, no parsing that nobody asked for. A load generator made of real clients takes longer for a
 * message than the server under test, and then one measures the generator.
 */
export type Wire = {
  /** Sends a socket.io packet, without the engine's "4" and the namespace: `2["event",…]` or `27["event",…]`. */
  readonly send: (type: string, rest: string) => void;
  readonly end: () => void;
};

export type WireOptions = {
  /** `http://host:port` */
  readonly url: string;
  readonly namespace: string;
  readonly auth: object;
  readonly origin?: string;
  /** What comes in the namespace: the packet's type, "2" event, "3" ack, and what follows the namespace. */
  readonly onPacket: (type: string, rest: string) => void;
  readonly onClosed?: () => void;
};

/** Resolves in the namespace. Rejects when the door is shut or the line breaks before. */
export function openWire(options: WireOptions): Promise<Wire> {
  const { hostname, port } = new URL(options.url);
  const prefix = `${options.namespace},`;
  return new Promise((resolve, reject) => {
    const socket = connect({ host: hostname, port: Number(port), noDelay: true });
    const write = (text: string) => socket.write(maskedFrame(text));
    const wire: Wire = {
      send: (type, rest) => write(`4${type}${prefix}${rest}`),
      end: () => socket.destroy(),
    };
    const onText = (text: string) => {
      if (text === '2') return void write('3');
      if (text.startsWith('0')) return void wire.send('0', JSON.stringify(options.auth));
      if (!text.startsWith(prefix, 2)) return;
      const type = text.charAt(1);
      const rest = text.slice(2 + prefix.length);
      if (type === '0') resolve(wire);
      else if (type === '4') reject(new Error(`refused: ${rest}`));
      else options.onPacket(type, rest);
    };
    socket.once('error', reject);
    socket.once('close', () => {
      reject(new Error('closed'));
      options.onClosed?.();
    });
    socket.on('data', frameReader(onText));
    const origin = options.origin === undefined ? '' : `Origin: ${options.origin}\r\n`;
    socket.write(
      `GET ${socketPath}/?EIO=4&transport=websocket HTTP/1.1\r\nHost: ${hostname}:${port}\r\n${origin}` +
        'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n' +
        `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\n\r\n`,
    );
  });
}

/** One mask for all: the server has to undo it all the same. */
const mask = randomBytes(4);

function maskedFrame(text: string): Buffer {
  const length = Buffer.byteLength(text);
  const start = length < 126 ? 6 : 8;
  const frame = Buffer.allocUnsafe(start + length);
  frame[0] = 0x81;
  if (length < 126) frame[1] = 0x80 | length;
  else {
    if (length > 0xffff) throw new Error('longer than the bench needs');
    frame[1] = 0x80 | 126;
    frame.writeUInt16BE(length, 2);
  }
  mask.copy(frame, start - 4);
  frame.write(text, start);
  for (let i = 0; i < length; i += 1) frame[start + i] = (frame[start + i] ?? 0) ^ (mask[i & 3] ?? 0);
  return frame;
}

/** Takes the answer of the upgrade, then whole text frames out of whatever pieces they come in. */
function frameReader(onText: (text: string) => void): (piece: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0);
  let upgraded = false;
  return (piece) => {
    rest = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
    if (!upgraded) {
      const end = rest.indexOf('\r\n\r\n');
      if (end < 0) return;
      if (!rest.toString('latin1', 0, 12).endsWith('101')) throw new Error(rest.toString('latin1', 0, end));
      upgraded = true;
      rest = rest.subarray(end + 4);
    }
    let at = 0;
    for (;;) {
      if (rest.length - at < 2) break;
      const opcode = (rest[at] ?? 0) & 0x0f;
      let length = (rest[at + 1] ?? 0) & 0x7f;
      let body = at + 2;
      if (length === 126) {
        if (rest.length - at < 4) break;
        length = rest.readUInt16BE(at + 2);
        body = at + 4;
      } else if (length === 127) {
        if (rest.length - at < 10) break;
        length = Number(rest.readBigUInt64BE(at + 2));
        body = at + 10;
      }
      if (rest.length < body + length) break;
      if (opcode === 1) onText(rest.toString('utf8', body, body + length));
      at = body + length;
    }
    rest = at === rest.length ? Buffer.alloc(0) : rest.subarray(at);
  };
}
