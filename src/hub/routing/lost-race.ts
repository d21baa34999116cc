import { RefusalError } from '#shared/protocol/errors.ts';

/** Whether a write failed only because somebody else's came before it. */
export function isLostRace(error: unknown): boolean {
  return error instanceof RefusalError && error.refusal.code !== 'unavailable';
}
