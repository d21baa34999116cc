import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { SealedElsewhere } from '../platform/secrets.ts';

/** Of a file that holds a report: the mark, how long the sealed head is, the head, the report. */
const mark = Buffer.from('YKCRASH1');
const ivSize = 12;
const tagSize = 16;
const lengthSize = 4;
/** So much of the beginning holds the whole head, whatever is said of a report. Bytes. */
export const headRoom = 4096;

/** A key of its own, made of the hub’s: who has only a report, or only the database, has nothing. */
export function crashKey(secretsKey: Buffer, workspaceId: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secretsKey, workspaceId, 'yingke crash reports', 32));
}

/** The report under `id`, and what is known of it. Each opens under that id alone. */
export function sealReport(key: Buffer, id: string, head: unknown, report: Uint8Array): Buffer {
  const top = seal(key, `${id}:head`, Buffer.from(JSON.stringify(head)));
  const length = Buffer.alloc(lengthSize);
  length.writeUInt32BE(top.length);
  return Buffer.concat([mark, length, top, seal(key, `${id}:report`, report)]);
}

/** What is known of it; `beginning` has `headRoom` bytes of the file, or all. Throws `SealedElsewhere`. */
export function openHead(key: Buffer, id: string, beginning: Buffer): unknown {
  return JSON.parse(open(key, `${id}:head`, beginning.subarray(headStart, headEnd(beginning))).toString());
}

export function openReport(key: Buffer, id: string, file: Buffer): Buffer {
  return open(key, `${id}:report`, file.subarray(headEnd(file)));
}

const headStart = mark.length + lengthSize;

function headEnd(file: Buffer): number {
  if (file.length < headStart || !file.subarray(0, mark.length).equals(mark))
    throw new SealedElsewhere('mark');
  return headStart + file.readUInt32BE(mark.length);
}

function seal(key: Buffer, about: string, bytes: Uint8Array): Buffer {
  const iv = randomBytes(ivSize);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(about));
  const text = Buffer.concat([cipher.update(bytes), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), text]);
}

function open(key: Buffer, about: string, sealed: Buffer): Buffer {
  if (sealed.length < ivSize + tagSize) throw new SealedElsewhere(about);
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, ivSize))
      .setAAD(Buffer.from(about))
      .setAuthTag(sealed.subarray(ivSize, ivSize + tagSize));
    return Buffer.concat([decipher.update(sealed.subarray(ivSize + tagSize)), decipher.final()]);
  } catch {
    throw new SealedElsewhere(about);
  }
}
