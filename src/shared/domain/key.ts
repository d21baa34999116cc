import { v7 } from 'uuid';

/** Random bytes for so many ids are asked of the system at once: asking costs more than all the rest. */
const stock = new Uint8Array(16 * 64);
let used = stock.length;
let milliseconds = 0;
let sequence = 0;

/** A new UUIDv7: ids of entries, keys of messages (P1, P3). Sorts by time of minting, also within a millisecond. */
export function newId(): string {
  if (used === stock.length) {
    crypto.getRandomValues(stock);
    used = 0;
  }
  const random = stock.subarray(used, used + 16);
  used += 16;
  const now = Date.now();
  if (now > milliseconds) {
    milliseconds = now;
    // Below half of its range, so that counting up within the millisecond does not wrap.
    sequence = new DataView(random.buffer, random.byteOffset, 4).getUint32(0) >>> 1;
  } else {
    sequence += 1;
  }
  return v7({ msecs: milliseconds, seq: sequence, random });
}
