import { describe, expect, it } from 'vitest';
import { createFrameFilter, type Packet, packetOf } from './frames.ts';
import { randomOf } from './random.ts';

const head = 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n';

/** A frame as a server sends it. */
function frame(payload: string | Buffer, { opcode = 1, final = true } = {}): Buffer {
  const body = Buffer.from(payload);
  const start = Buffer.from([(final ? 0x80 : 0) | opcode]);
  if (body.length < 126) return Buffer.concat([start, Buffer.from([body.length]), body]);
  const long = Buffer.alloc(body.length < 65_536 ? 3 : 9);
  if (long.length === 3) {
    long.writeUInt8(126);
    long.writeUInt16BE(body.length, 1);
  } else {
    long.writeUInt8(127);
    long.writeBigUInt64BE(BigInt(body.length), 1);
  }
  return Buffer.concat([start, long, body]);
}

const ack = '43/visitor,17[{"ok":true}]';
const entry = '42/visitor,["entry",{"entry":{}}]';
const isAck = (packet: Packet) => packet.is === 'ack';

describe('what a packet is', () => {
  it.each([
    ['43/visitor,17[{"ok":true}]', { is: 'ack' }],
    ['430[]', { is: 'ack' }],
    [entry, { is: 'event', name: 'entry' }],
    ['42/desk,["head",{"head":9}]', { is: 'event', name: 'head' }],
    ['42["entry"]', { is: 'event', name: 'entry' }],
    ['40/desk,{"sid":"x"}', { is: 'other' }],
    ['2', { is: 'other' }],
    ['3probe', { is: 'other' }],
    // Text that only looks like one, inside of another.
    ['42/desk,["ready","43/desk,1[]"]', { is: 'event', name: 'ready' }],
  ])('%s', (text, packet) => {
    expect(packetOf(Buffer.from(text))).toEqual(packet);
  });
});

describe('the filter', () => {
  it('takes acks out and leaves the rest byte for byte, however it is cut into pieces', () => {
    const long = `42/desk,["entry",{"text":"${'信'.repeat(40_000)}"}]`;
    const parts = [entry, ack, frame('', { opcode: 9 }), ack, long, `43/desk,1["${'x'.repeat(300)}"]`, entry];
    const bytes = parts.map((part) => (typeof part === 'string' ? frame(part) : part));
    const kept = [0, 2, 4, 6].map((index) => bytes[index] as Buffer);
    const sent = Buffer.concat([Buffer.from(head), ...bytes]);
    const wanted = Buffer.concat([Buffer.from(head), ...kept]);
    for (let seed = 1; seed <= 200; seed++) {
      const random = randomOf(seed);
      const filter = createFrameFilter(isAck);
      const out: Buffer[] = [];
      for (let at = 0; at < sent.length; ) {
        const size = random.next() < 0.5 ? random.between(1, 9) : random.between(1, 50_000);
        out.push(filter.take(sent.subarray(at, at + size)));
        at += size;
      }
      expect(Buffer.concat(out).equals(wanted), `seed ${seed}`).toBe(true);
    }
  });

  it('leaves out a message in several frames as a whole, and what comes between them not', () => {
    const filter = createFrameFilter(isAck);
    const ping = frame('', { opcode: 9 });
    const split = [frame(ack.slice(0, 14), { final: false }), ping, frame(ack.slice(14), { opcode: 0 })];
    expect(filter.take(Buffer.concat([Buffer.from(head), ...split, frame(entry)]))).toEqual(
      Buffer.concat([Buffer.from(head), ping, frame(entry)]),
    );
  });

  it('does not look into answers that are no WebSocket', () => {
    const filter = createFrameFilter(() => true);
    const answer = 'HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n430["ok"]';
    expect(filter.take(Buffer.from(answer)).toString()).toBe(answer);
  });
});
