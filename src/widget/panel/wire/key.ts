/** Stands in the widget's bundle for `shared/domain/key.ts` and the library behind it. */

let last = 0;
let counter = 0;

/** A UUIDv7. Each is greater than those before it on this page, whatever the clock does. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const random = new DataView(bytes.buffer);
  const now = Date.now();
  if (now > last) {
    last = now;
    // Half of the twelve bits are left to count in.
    counter = random.getUint16(6) & 0x7ff;
  } else if (++counter > 0xfff) {
    last += 1;
    counter = 0;
  }
  random.setUint16(0, Math.floor(last / 2 ** 32));
  random.setUint32(2, last % 2 ** 32);
  random.setUint16(6, 0x7000 | counter);
  random.setUint8(8, 0x80 | (random.getUint8(8) & 0x3f));
  return Array.from(bytes, (byte, i) => {
    const dash = i === 4 || i === 6 || i === 8 || i === 10 ? '-' : '';
    return dash + byte.toString(16).padStart(2, '0');
  }).join('');
}
