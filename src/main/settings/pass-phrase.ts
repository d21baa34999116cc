import { createCipheriv, createDecipheriv, hkdfSync, randomBytes, scrypt } from 'node:crypto';
import * as z from 'zod/mini';

/**
 * 2^17 · 8 · 128 bytes: one guess takes 128 MB and about half a second of a processor, as OWASP asks for.
 * It is written beside the sealed key, so that it can rise later.
 */
const cost = { n: 2 ** 17, r: 8, p: 1 } as const;
const nonceLength = 12;
const tagLength = 16;

const hex = z.string().check(z.regex(/^(?:[0-9a-f]{2}){1,200}$/));

/** A secret locked with a pass phrase, as it lies on the disk. */
export const lock = z.strictObject({
  // Bounds: a file that somebody changed must not take all memory, or make guessing cheap.
  n: z.int().check(
    z.minimum(2 ** 14),
    z.maximum(2 ** 20),
    z.refine((n) => Number.isInteger(Math.log2(n))),
  ),
  r: z.int().check(z.minimum(8), z.maximum(16)),
  p: z.int().check(z.minimum(1), z.maximum(4)),
  salt: hex,
  sealed: hex,
});
export type Lock = z.infer<typeof lock>;

/** Locks 64 hex digits. Takes about half a second, on a thread of Node's own. */
export async function lockKey(passphrase: string, key: string): Promise<Lock> {
  const salt = randomBytes(16).toString('hex');
  const wrapping = await derive(passphrase, { ...cost, salt });
  return { ...cost, salt, sealed: seal(wrapping, Buffer.from(key, 'hex')) };
}

/** The key again; null when the pass phrase is another (or the lock was changed). */
export async function unlockKey(passphrase: string, locked: Lock): Promise<string | null> {
  return open(await derive(passphrase, locked), locked.sealed)?.toString('hex') ?? null;
}

/** Seals a secret under what `key` (64 hex digits) opens, so that it needs the same pass phrase. */
export function sealUnder(key: string, secret: string): string {
  return seal(secretKey(key), Buffer.from(secret));
}

/** Null when it is of another key. */
export function openUnder(key: string, sealed: string): string | null {
  return open(secretKey(key), sealed)?.toString() ?? null;
}

/** Another key than the cache's own: one key, one use. */
function secretKey(key: string): Buffer {
  return Buffer.from(hkdfSync('sha256', Buffer.from(key, 'hex'), '', 'yingke account secrets', 32));
}

function derive(passphrase: string, { n, r, p, salt }: Omit<Lock, 'sealed'>): Promise<Buffer> {
  // The same words typed on another keyboard may come composed otherwise.
  const typed = passphrase.normalize('NFKC');
  const options = { N: n, r, p, maxmem: 256 * n * r };
  return new Promise((resolve, reject) => {
    scrypt(typed, Buffer.from(salt, 'hex'), 32, options, (error, derived) =>
      error === null ? resolve(derived) : reject(error),
    );
  });
}

/** Nonce, text and tag of AES-256-GCM, as hex. */
function seal(key: Buffer, text: Buffer): string {
  const nonce = randomBytes(nonceLength);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  return Buffer.concat([nonce, cipher.update(text), cipher.final(), cipher.getAuthTag()]).toString('hex');
}

function open(key: Buffer, sealed: string): Buffer | null {
  const all = Buffer.from(sealed, 'hex');
  if (all.length < nonceLength + tagLength) return null;
  const decipher = createDecipheriv('aes-256-gcm', key, all.subarray(0, nonceLength), {
    authTagLength: tagLength,
  });
  decipher.setAuthTag(all.subarray(-tagLength));
  try {
    return Buffer.concat([decipher.update(all.subarray(nonceLength, -tagLength)), decipher.final()]);
  } catch {
    // The tag does not fit: another key.
    return null;
  }
}
