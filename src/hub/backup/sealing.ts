import { createCipheriv, createDecipheriv, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { BackupFault } from './fault.ts';

/**
 * A backup under a passphrase: a head of magic, salt and a check of the passphrase, then pieces by AES-256-GCM. The number of a piece, and
 * whether it is the last, are in its nonce: none can be changed, left out, put elsewhere or cut off at the end without being noticed.
 */

export const magic = Buffer.from('YKSEALED1\n');
const saltSize = 16;
const checkSize = 16;
const tagSize = 16;
export const headSize = magic.length + saltSize + checkSize;
/** Of the text in a piece. Bytes. */
const pieceSize = 256 * 1024;

type Keys = { readonly key: Buffer; readonly check: Buffer };
const derive = promisify<string, Buffer, number, object, Buffer>(scrypt);

/** Takes a second or so, and 128 MB: for whoever guesses, too. */
async function keysFrom(passphrase: string, salt: Buffer): Promise<Keys> {
  const cost = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 1024 * 1024 };
  const both = await derive(passphrase.normalize('NFC'), salt, 32 + checkSize, cost);
  return { key: both.subarray(0, 32), check: both.subarray(32) };
}

function nonceOf(piece: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(piece, 7);
  nonce[11] = isLast ? 1 : 0;
  return nonce;
}

export type Sink = {
  readonly write: (bytes: Buffer) => Promise<void>;
  readonly end: () => Promise<void>;
};

/** What is written into it goes on to `sink` sealed. */
export async function sealInto(sink: Sink, passphrase: string, salt: Buffer): Promise<Sink> {
  const { key, check } = await keysFrom(passphrase, salt);
  const head = Buffer.concat([magic, salt, check]);
  await sink.write(head);
  let waiting: Buffer[] = [];
  let size = 0;
  let piece = 0;
  const put = async (text: Buffer, isLast: boolean) => {
    const cipher = createCipheriv('aes-256-gcm', key, nonceOf(piece, isLast)).setAAD(head);
    piece += 1;
    await sink.write(Buffer.concat([cipher.update(text), cipher.final(), cipher.getAuthTag()]));
  };
  return {
    write: async (bytes) => {
      waiting.push(bytes);
      size += bytes.length;
      if (size <= pieceSize) return;
      let all = Buffer.concat(waiting);
      // The last one is known only at the end: one byte at least waits for it.
      for (; all.length > pieceSize; all = all.subarray(pieceSize))
        await put(all.subarray(0, pieceSize), false);
      waiting = [all];
      size = all.length;
    },
    end: async () => {
      await put(Buffer.concat(waiting), true);
      await sink.end();
    },
  };
}

/** Opens what follows on the head. Throws a `BackupFault` for another passphrase, and for what was changed or cut off. */
export async function* opened(
  head: Buffer,
  rest: AsyncIterable<Buffer>,
  passphrase: string,
): AsyncGenerator<Buffer> {
  const { key, check } = await keysFrom(passphrase, head.subarray(magic.length, magic.length + saltSize));
  if (!timingSafeEqual(check, head.subarray(magic.length + saltSize))) throw new BackupFault('passphrase');
  let piece = 0;
  const open = (sealed: Buffer, isLast: boolean): Buffer => {
    if (sealed.length < tagSize) throw new BackupFault('cut');
    const text = sealed.subarray(0, sealed.length - tagSize);
    const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(piece, isLast)).setAAD(head);
    decipher.setAuthTag(sealed.subarray(sealed.length - tagSize));
    piece += 1;
    try {
      return Buffer.concat([decipher.update(text), decipher.final()]);
    } catch {
      throw new BackupFault('damaged');
    }
  };
  const whole = pieceSize + tagSize;
  let waiting: Buffer = Buffer.alloc(0);
  for await (const bytes of rest) {
    waiting = Buffer.concat([waiting, bytes]);
    for (; waiting.length > whole; waiting = waiting.subarray(whole))
      yield open(waiting.subarray(0, whole), false);
  }
  yield open(waiting, true);
}
