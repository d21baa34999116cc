import type { Database } from 'better-sqlite3';

/** How the pages of a cache file are encrypted. Every page is authenticated: a changed byte is found. */
export type Cipher = {
  readonly name: 'aegis' | 'sqlcipher';
  /** The key as this cipher takes it: as it is, not as a pass phrase to be stretched. */
  readonly key: (hex: string) => string;
};

/**
 * The one in use first. AEGIS-256 runs on the processor's AES instructions and reads a page five times
 * as fast as the first desk's SQLCipher format did, whose files are encrypted anew when they are met.
 */
export const ciphers = [
  { name: 'aegis', key: (hex) => `raw:${hex}` },
  { name: 'sqlcipher', key: (hex) => `x'${hex}'` },
] as const satisfies readonly Cipher[];

/** Gives the key to a fresh handle, and reads one page to see that it fits. */
export function unlock(db: Database, cipher: Cipher, hex: string): void {
  db.pragma(`cipher = '${cipher.name}'`);
  db.pragma(`key = "${cipher.key(hex)}"`);
  db.prepare('SELECT count(*) FROM sqlite_schema').get();
}
