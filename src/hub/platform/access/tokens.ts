import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits, as base64url. */
export function mintToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What is kept of a token: of a stolen database nobody can sign in. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
