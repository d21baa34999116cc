import type { Page } from 'playwright-core';
import { startLine } from './tcp-line.ts';

/** What one party is sent, packet by packet, as it comes over the line. */
export type Wire = {
  /** Text of every packet of the realtime connection since the last `forget`, but those that only say “still there”. */
  readonly packets: () => readonly string[];
  readonly forget: () => void;
  /** Whether these words have come by at all, since the beginning, in whatever answer. */
  readonly carried: (words: string) => boolean;
};

/** The signs of life of the connection itself, and its answers to ours: they say nothing of anybody. */
const isLife = (packet: string): boolean => /^[236]$/.test(packet);

/** A line to a hub on this computer that writes down what comes over it from the hub. */
export async function recordedLine(hub: string) {
  const line: { said: Buffer[]; read: () => string[] }[] = [];
  const opened = await startLine(Number(new URL(hub).port), () => {
    const said: Buffer[] = [];
    const one = { said, read: () => textsOf(Buffer.concat(said)) };
    line.push(one);
    return (chunk) => said.push(chunk);
  });
  let before = 0;
  const all = () => line.flatMap(({ read }) => read()).filter((packet) => !isLife(packet));
  const wire: Wire = {
    packets: () => all().slice(before),
    forget: () => {
      before = all().length;
    },
    carried: (words) => line.some(({ said }) => Buffer.concat(said).includes(words)),
  };
  return { url: opened.url, stop: opened.stop, wire };
}

/** What a customer's page is sent; asked for before the page goes anywhere. */
export function pageWire(page: Page): Wire {
  const everything: string[] = [];
  let packets: string[] = [];
  page.on('websocket', (socket) => {
    socket.on('framereceived', ({ payload }) => {
      const text = payload.toString();
      everything.push(text);
      if (!isLife(text)) packets.push(text);
    });
  });
  page.on('response', (response) => {
    // What is not text has no words in it; of what was cancelled nothing came.
    response.text().then(
      (text) => everything.push(text),
      () => {},
    );
  });
  return {
    packets: () => packets,
    forget: () => {
      packets = [];
    },
    carried: (words) => everything.some((text) => text.includes(words)),
  };
}

/** The texts of a WebSocket that a server sent, behind the head of its answer; none where it is another answer. */
function textsOf(bytes: Buffer): string[] {
  const head = bytes.indexOf('\r\n\r\n');
  if (head < 0 || !bytes.subarray(0, 16).includes(' 101')) return [];
  const texts: string[] = [];
  let at = head + 4;
  let parts: Buffer[] = [];
  while (at + 2 <= bytes.length) {
    const [first = 0, second = 0] = bytes.subarray(at, at + 2);
    let length = second & 0x7f;
    let start = at + 2;
    if (length === 126) {
      if (start + 2 > bytes.length) break;
      length = bytes.readUInt16BE(start);
      start += 2;
    } else if (length === 127) {
      if (start + 8 > bytes.length) break;
      length = Number(bytes.readBigUInt64BE(start));
      start += 8;
    }
    if (start + length > bytes.length) break;
    const [last, kind] = [(first & 0x80) !== 0, first & 0x0f];
    // 0 goes on, 1 is text; what is binary or about the connection carries no packet of ours.
    if (kind <= 1) {
      parts.push(bytes.subarray(start, start + length));
      if (last) {
        texts.push(Buffer.concat(parts).toString());
        parts = [];
      }
    }
    at = start + length;
  }
  return texts;
}
