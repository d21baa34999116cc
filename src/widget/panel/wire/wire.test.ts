import { createRequire } from 'node:module';
import * as fc from 'fast-check';
import { v7 as libraryV7, validate, version } from 'uuid';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { parse } from './address.ts';
import { Emitter } from './emitter.ts';
import * as frames from './frames.ts';
import { newId } from './key.ts';
import * as packets from './packets.ts';
import { url } from './place.ts';
import { decode, encode } from './query.ts';

// The libraries' own, which come with socket.io-client and which the hub has too.
const client = createRequire(createRequire(import.meta.url).resolve('socket.io-client'));
const engine = createRequire(client.resolve('engine.io-client'));
const theirPackets = client('socket.io-parser') as typeof packets;
const theirFrames = engine('engine.io-parser') as typeof frames;
const { parse: theirAddress } = client('engine.io-client') as { parse: typeof parse };

const { Emitter: TheirEmitter } = client('@socket.io/component-emitter') as { Emitter: typeof Emitter };

const payload = fc.array(fc.jsonValue(), { minLength: 1, maxLength: 4 });
const head = { nsp: fc.constantFrom('/', '/visitor'), id: fc.option(fc.nat(), { nil: undefined }) };
const packet = fc.oneof(
  fc.record({
    type: fc.constant(packets.PacketType.EVENT),
    ...head,
    data: payload.map((d) => ['entry', ...d]),
  }),
  fc.record({ type: fc.constant(packets.PacketType.ACK), ...head, data: payload }),
  fc.record({
    type: fc.constant(packets.PacketType.CONNECT),
    nsp: head.nsp,
    data: fc.constant({ sid: 'x' }),
  }),
  fc.record({ type: fc.constant(packets.PacketType.DISCONNECT), nsp: head.nsp }),
  fc.record({
    type: fc.constant(packets.PacketType.CONNECT_ERROR),
    nsp: head.nsp,
    data: fc.constant({ message: '1,2', data: { code: 'x' } }),
  }),
);
const frame = fc.record({
  type: fc.constantFrom('open', 'close', 'ping', 'pong', 'message', 'upgrade', 'noop'),
  data: fc.option(
    fc.string({ unit: 'binary' }).map((text) => text.replaceAll('\u001e', '')),
    { nil: undefined },
  ),
});

/** What a decoder of either side makes of a text; null where it throws. */
function read(decoder: {
  on: (event: 'decoded', tell: (p: unknown) => void) => void;
  add: (text: string) => void;
}) {
  let seen: unknown = null;
  decoder.on('decoded', (p) => {
    seen = p;
  });
  return (text: string): unknown => {
    seen = null;
    try {
      decoder.add(text);
    } catch {
      return null;
    }
    return JSON.parse(JSON.stringify(seen));
  };
}
const ours = () => read(new packets.Decoder());
const theirs = () => read(new theirPackets.Decoder());

describe('packets', () => {
  it('are written as the library writes them, and read as it reads them', () => {
    fc.assert(
      fc.property(packet, (one) => {
        const text = packets.encode(one as packets.Packet);
        expect(text).toBe(new theirPackets.Encoder().encode(one as packets.Packet)[0]);
        expect(ours()(text)).toEqual(theirs()(text));
        expect(ours()(text)).not.toBeNull();
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    '',
    '9',
    '2',
    '2{}',
    '2["disconnect"]',
    '2["connect_error"]',
    '2["x"',
    '0',
    '0[]',
    '0/visitor,',
    '1{}',
    '3{}',
    '4',
    '4[]',
    '2/visitor,12',
    '51-["x",{"_placeholder":true,"num":0}]',
    '61-/visitor,1[{"_placeholder":true,"num":0}]',
    'x["a"]',
  ])('that are none are refused: %s', (text) => {
    expect(() => packets.decode(text)).toThrow();
  });

  it('are never read otherwise than the library reads them', () => {
    const near = fc.stringMatching(/^[0-6]?(\/v?,?)?\d{0,3}[[{]?"?(x|connect)?"?[\]}]?$/);
    fc.assert(
      fc.property(near, (text) => {
        const read = ours()(text);
        if (read !== null) expect(read, text).toEqual(theirs()(text));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('frames', () => {
  it('go to and fro with the library, alone and many in one body', () => {
    fc.assert(
      fc.property(fc.array(frame, { minLength: 1, maxLength: 5 }), (many) => {
        let body = '';
        frames.encodePayload(many as frames.Frame[], (text) => {
          body = text;
        });
        theirFrames.encodePayload(many as frames.Frame[], (text) => expect(body).toBe(text));
        expect(frames.decodePayload(body)).toEqual(theirFrames.decodePayload(body));
        for (const one of many as frames.Frame[]) {
          const texts: string[] = [];
          frames.encodePacket(one, true, (text) => texts.push(text));
          theirFrames.encodePacket(one, true, (text) => texts.push(text));
          expect(texts[0]).toBe(texts[1]);
        }
      }),
    );
  });

  it('that are binary or unknown are broken, and nothing after one is read', () => {
    const broken = { type: 'error', data: 'parser error' };
    for (const odd of [new ArrayBuffer(2), '', '7', 'bAAAA', 'x'])
      expect(frames.decodePacket(odd)).toEqual(broken);
    expect(frames.decodePayload('2\u001ex\u001e3')).toEqual([{ type: 'ping' }, broken]);
  });
});

describe('addresses', () => {
  it.each([
    'http://127.0.0.1:4321/visitor',
    'https://hub.example/visitor',
    'https://hub.example:8443/visitor',
    'http://[::1]:4321/visitor',
    'http://localhost/visitor',
  ])('are read as the library reads them: %s', (text) => {
    const { source, protocol, host, port, path } = theirAddress(text);
    expect(parse(text)).toEqual({ source, protocol, host, port, path });
  });
});

describe('places to call and their queries', () => {
  it('are the namespace of a whole address', () => {
    expect(url('https://hub.example:8443/visitor')).toMatchObject({
      source: 'https://hub.example:8443/visitor',
      path: '/visitor',
    });
  });

  it('are written so that a server reads what was meant', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ minLength: 1 }), fc.string()), (query) => {
        const wanted = Object.entries(query);
        expect([...new URLSearchParams(encode(query))]).toEqual(wanted);
        expect(Object.entries(decode(encode(query)))).toEqual(wanted);
      }),
    );
  });
});

describe('the emitter', () => {
  const act = fc.record({
    does: fc.constantFrom('on', 'once', 'off', 'off all of it', 'off all', 'emit', 'emit'),
    event: fc.constantFrom('open', 'close'),
    who: fc.constantFrom(0, 1, 2),
  });

  it('tells whom the library would tell, in its order, also those who leave while they are told', () => {
    const told = (Kind: typeof Emitter, acts: readonly { does: string; event: string; who: number }[]) => {
      const emitter = new Kind();
      const log: string[] = [];
      const listeners = [0, 1, 2].map((who) => (...args: unknown[]) => {
        log.push(`${who} hears ${args.join()}`);
        if (who === 2) emitter.off('open', listeners[0]);
      });
      for (const { does, event, who } of acts) {
        const listener = listeners[who] ?? (() => {});
        // Twice the same is nothing that the client does, and where the two differ.
        const is = emitter.listeners(event).some((one) => one === listener || one.fn === listener);
        if ((does === 'on' || does === 'once') && !is) emitter[does](event, listener);
        else if (does === 'off') emitter.off(event, listener);
        else if (does === 'off all of it') emitter.removeAllListeners(event);
        else if (does === 'off all') emitter.off();
        else if (does === 'emit') emitter.emitReserved(event, who, event);
        log.push(`${emitter.hasListeners(event)} ${emitter.listeners(event).length}`);
      }
      return log;
    };
    fc.assert(
      fc.property(fc.array(act, { maxLength: 30 }), (acts) => {
        expect(told(Emitter, acts)).toEqual(told(TheirEmitter, acts));
      }),
    );
  });
});

describe('ids', () => {
  afterEach(() => void vi.useRealTimers());

  it('are UUIDs of version 7 with the time in front, as the library has it', () => {
    const id = newId();
    expect([validate(id), version(id)]).toEqual([true, 7]);
    expect(
      Math.abs(Number.parseInt(id.slice(0, 8), 16) - Number.parseInt(libraryV7().slice(0, 8), 16)),
    ).toBeLessThan(2);
  });

  it('ascend, many in one millisecond and over a clock that is set back', () => {
    vi.useFakeTimers({ now: Date.now() + 1000 });
    const ids = Array.from({ length: 10_000 }, () => newId());
    vi.setSystemTime(Date.now() - 3_600_000);
    ids.push(newId(), newId());
    expect(ids).toEqual([...ids].sort());
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.every(validate)).toBe(true);
  });
});
