import { createHash } from 'node:crypto';
import { type ChainedLine, chainedText } from '#shared/domain/audit/chain.ts';

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

export const hashOfLine = (previous: string, line: ChainedLine): string =>
  sha256(chainedText(previous, line));

/** As either database gives it back: neither keeps halves of letters, and PostgreSQL takes no NUL. */
export function storable(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8').replaceAll('\0', '�');
}
