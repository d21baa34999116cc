/** A small minidump as Crashpad writes one: its head, one stream with what it has noted, and memory of so many bytes. */
export function minidump(process: string, memory: Buffer = Buffer.from('memory of somebody’s desk')): Buffer {
  const parts: Buffer[] = [];
  let length = 0;
  const put = (bytes: Buffer): number => {
    const at = length;
    parts.push(bytes);
    length += bytes.length;
    return at;
  };
  const words = (...values: readonly number[]): Buffer => {
    const bytes = Buffer.alloc(4 * values.length);
    values.forEach((value, i) => void bytes.writeUInt32LE(value, 4 * i));
    return bytes;
  };
  const text = (said: string): number =>
    put(Buffer.concat([words(Buffer.byteLength(said)), Buffer.from(said)]));

  const head = words(0x504d444d, 0xa793, 2, 32, 0, 1_700_000_000, 0, 0);
  put(head);
  const directory = words(0, 0, 0, 0, 0, 0);
  put(directory);
  const [name, value] = [text('ptype'), text(process)];
  const objects = put(words(1, name, 1, value));
  const module = put(words(1, 0, 0, 0, 0, 16, objects));
  const modules = put(words(1, 0, 28, module));
  // Version, the ids of report and client, no notes of its own, those of modules.
  const info = put(words(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 16, modules));
  words(0x43500001, 52, info, 3, memory.length, put(memory)).copy(directory);
  return Buffer.concat(parts);
}
