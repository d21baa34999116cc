/**
 * Packets that a server sends over a WebSocket, taken out of the byte stream whole and without touching the rest.
 * Understands as much of HTTP, WebSocket and socket.io as that takes: no compression (ours has none), and
 * nothing of HTTP long polling, which passes as it is.
 */

/** What a server's message is: an acknowledgement, an event with its name, or something else. */
export type Packet =
  | { readonly is: 'ack' }
  | { readonly is: 'event'; readonly name: string }
  | { readonly is: 'other' };

const http = 'HTTP/1.1 ';

export type FrameFilter = {
  /** Bytes that came; answers those that go on. */
  readonly take: (bytes: Buffer) => Buffer;
};

/** Frames of messages that `drops` says true to are left out. Asked once for each message. */
export function createFrameFilter(drops: (packet: Packet) => boolean): FrameFilter {
  let rest: Buffer = Buffer.alloc(0);
  let phase: 'head' | 'frames' | 'raw' = 'head';
  /** The message under way, when it comes in several frames, is left out. */
  let dropping = false;

  function takeHead(): Buffer {
    // No HTTP at all: nothing to understand.
    if (!http.startsWith(rest.subarray(0, http.length).toString('latin1'))) {
      phase = 'raw';
      return takeAll();
    }
    const end = rest.indexOf('\r\n\r\n');
    if (end < 0) return Buffer.alloc(0);
    const isUpgrade = rest.subarray(0, 16).toString('latin1').startsWith('HTTP/1.1 101');
    phase = isUpgrade ? 'frames' : 'raw';
    const head = rest.subarray(0, end + 4);
    rest = rest.subarray(end + 4);
    return Buffer.concat([head, phase === 'raw' ? takeAll() : takeFrames()]);
  }

  function takeAll(): Buffer {
    const all = rest;
    rest = Buffer.alloc(0);
    return all;
  }

  function takeFrames(): Buffer {
    const out: Buffer[] = [];
    for (let frame = frameAt(rest); frame !== null; frame = frameAt(rest)) {
      const bytes = rest.subarray(0, frame.end);
      rest = rest.subarray(frame.end);
      // Control frames may come between the frames of a message.
      const isControl = frame.opcode >= 8;
      if (!isControl && frame.opcode !== 0) {
        const payload = bytes.subarray(frame.start);
        dropping = frame.opcode === 1 && !frame.masked && drops(packetOf(payload));
      }
      if (isControl || !dropping) out.push(bytes);
      if (!isControl && frame.final) dropping = false;
    }
    return Buffer.concat(out);
  }

  return {
    take: (bytes) => {
      rest = rest.length === 0 ? bytes : Buffer.concat([rest, bytes]);
      if (phase === 'head') return takeHead();
      return phase === 'raw' ? takeAll() : takeFrames();
    },
  };
}

type Frame = {
  readonly opcode: number;
  readonly final: boolean;
  readonly masked: boolean;
  /** Where its payload begins, and where the frame ends. */
  readonly start: number;
  readonly end: number;
};

/** The frame at the beginning, null while it is not here whole. */
function frameAt(bytes: Buffer): Frame | null {
  if (bytes.length < 2) return null;
  const first = bytes.readUInt8(0);
  const second = bytes.readUInt8(1);
  const masked = (second & 0x80) !== 0;
  let length = second & 0x7f;
  let start = 2;
  if (length === 126) {
    if (bytes.length < 4) return null;
    length = bytes.readUInt16BE(2);
    start = 4;
  } else if (length === 127) {
    if (bytes.length < 10) return null;
    length = Number(bytes.readBigUInt64BE(2));
    start = 10;
  }
  if (masked) start += 4;
  const end = start + length;
  if (bytes.length < end) return null;
  return { opcode: first & 0x0f, final: (first & 0x80) !== 0, masked, start, end };
}

/** engine.io's `4` (message), then socket.io's `2` (event) or `3` (ack), namespace, id, and JSON. */
export function packetOf(payload: Buffer): Packet {
  const head = payload.subarray(0, 120).toString('utf8');
  if (/^43(\/[^,]*,)?\d/.test(head)) return { is: 'ack' };
  const name = /^42(?:\/[^,]*,)?\d*\["([^"]+)"/.exec(head)?.[1];
  return name === undefined ? { is: 'other' } : { is: 'event', name };
}
