import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { firstPlace } from '#shared/ipc/account-of.ts';

/** Where one account keeps everything of its own: keys, cache, and what is not sent. */
export type Place = { readonly id: string; readonly dir: string };

const folder = 'accounts';
const name = /^[0-9a-f]{16}$/;

export function isPlaceId(value: unknown): value is string {
  return typeof value === 'string' && (value === firstPlace || name.test(value));
}

/** The folder and every one beside it. What the disk has counts, not a list of it that could be lost. */
export function placesIn(dir: string): readonly Place[] {
  const others = join(dir, folder);
  const names = existsSync(others) ? readdirSync(others).filter((each) => name.test(each)) : [];
  return [{ id: firstPlace, dir }, ...names.sort().map((id) => ({ id, dir: join(others, id) }))];
}

/** Whether somebody's keys are there. Without them nothing else of it can be read. */
export function isTaken({ dir }: Place): boolean {
  return existsSync(join(dir, 'account.json'));
}

export function newPlace(dir: string): Place {
  const id = randomBytes(8).toString('hex');
  const place = { id, dir: join(dir, folder, id) };
  mkdirSync(place.dir, { recursive: true, mode: 0o700 });
  return place;
}

/** Removes one with all that is in it. The first is the data folder, and stays. */
export function removePlace({ id, dir }: Place): void {
  if (id !== firstPlace) rmSync(dir, { recursive: true, force: true, maxRetries: 3 });
}

/** Which account the window opens with: the one that was in view, else the first there is. */
export function placeToOpen(places: readonly Place[], wanted: string): Place {
  const taken = places.filter(isTaken);
  const found = taken.find(({ id }) => id === wanted) ?? taken[0] ?? places[0];
  if (found === undefined) throw new Error('no place for an account');
  return found;
}
