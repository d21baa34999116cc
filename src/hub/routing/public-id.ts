import { createHash } from 'node:crypto';

/**
 * The name that customers have for somebody who may be chosen (B2): always the same, and nothing by which they could
 * be found among the ids of staff.
 */
export function publicIdOf(personId: string): string {
  const digits = createHash('sha256').update(`chosen by customers ${personId}`).digest('hex');
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-8${digits.slice(13, 16)}-8${digits.slice(17, 20)}-${digits.slice(20, 32)}`;
}
