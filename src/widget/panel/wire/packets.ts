/**
 * Packets of socket.io (protocol 5) without binary ones: stands in the widget's bundle for
 * `socket.io-parser`, whose exports these are. Classes, because the library makes them with `new`.
 */

export const protocol = 5;

export const PacketType = {
  CONNECT: 0,
  DISCONNECT: 1,
  EVENT: 2,
  ACK: 3,
  CONNECT_ERROR: 4,
  // Known to the library by name; never sent, and refused when they come.
  BINARY_EVENT: 5,
  BINARY_ACK: 6,
} as const;

export type Packet = {
  readonly type: number;
  readonly nsp: string;
  readonly id?: number;
  readonly data?: unknown;
};

/** Names of the library's own events: from outside they would be taken for the library's word. */
const reserved = /^(connect(_error)?|disconnect(ing)?|(new|remove)Listener)$/;

const isObject = (data: unknown): boolean =>
  typeof data === 'object' && data !== null && !Array.isArray(data);

function isValid(type: number, data: unknown): boolean {
  switch (type) {
    case PacketType.CONNECT:
      return isObject(data);
    case PacketType.DISCONNECT:
      return data === undefined;
    case PacketType.EVENT:
      return Array.isArray(data) && typeof data[0] === 'string' && !reserved.test(data[0]);
    case PacketType.ACK:
      return Array.isArray(data);
    default:
      return typeof data === 'string' || isObject(data);
  }
}

/** `type[/namespace,][id][json]`. Throws for what is none, a SyntaxError for JSON that is none. */
export function decode(text: string): Packet {
  const match = /^([0-4])(?:(\/[^,]*),?)?(\d*)([\s\S]*)$/.exec(text);
  if (!match) throw new Error('not a packet');
  const [, type = '', nsp = '/', id, json] = match;
  const data: unknown = json ? JSON.parse(json) : undefined;
  if (!isValid(Number(type), data)) throw new Error('invalid payload');
  return { type: Number(type), nsp, ...(id && { id: Number(id) }), ...(json && { data }) };
}

export function encode({ type, nsp, id, data }: Packet): string {
  const name = nsp === '/' ? '' : `${nsp},`;
  return type + name + (id ?? '') + (data === undefined ? '' : JSON.stringify(data));
}

export class Encoder {
  encode(packet: Packet): string[] {
    return [encode(packet)];
  }
}

/** Tells one listener of `decoded` each packet, which is all that the library asks of it. */
export class Decoder {
  // Declared, not defined: for fields of its own an older browser needs half a kilobyte of helpers.
  declare private tell: ((packet: Packet) => void) | null;

  on(_decoded: string, tell: (packet: Packet) => void): void {
    this.tell = tell;
  }
  off(): void {
    this.tell = null;
  }
  /** Throws for a packet that cannot be read; the library then ends the connection. */
  add(text: string): void {
    this.tell?.(decode(text));
  }
  destroy(): void {
    // Nothing is kept between packets.
  }
}
