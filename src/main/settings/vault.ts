import type * as z from 'zod/mini';
import type { protection } from '#shared/ipc/app.ts';

/** Wraps secrets for the disk, with the operating system's keychain where there is one. */
export type Vault = {
  /** `basic`: only obfuscated, by a key that every copy of the program has. */
  readonly protection: z.infer<typeof protection>;
  readonly wrap: (secret: string) => string;
  /** Null when it cannot be read any more (another user, a keychain that was reset). */
  readonly unwrap: (wrapped: string) => string | null;
};
