import { hash, verify } from '@node-rs/argon2';

/** OWASP's argon2id for interactive sign-in: 19 MiB, two passes, one lane. */
const cost = { algorithm: 2, memoryCost: 19 * 1024, timeCost: 2, parallelism: 1 } as const;

export function hashPassword(password: string): Promise<string> {
  return hash(password, cost);
}

let nobody: Promise<string> | null = null;

/**
 * Whether the password fits. Without a hash (nobody has that address) the same work is done, so that
 * the time of the answer does not tell who exists.
 */
export async function passwordFits(kept: string | null, password: string): Promise<boolean> {
  nobody ??= hashPassword('a password that nobody has');
  const fits = await verify(kept ?? (await nobody), password);
  return fits && kept !== null;
}
