import { v7 } from 'uuid';

/** A new UUIDv7: ids of entries, keys of messages (P1, P3). Sorts by time of minting. */
export function newId(): string {
  return v7();
}
