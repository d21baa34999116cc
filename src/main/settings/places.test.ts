import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { firstPlace } from '#shared/ipc/account-of.ts';
import { isPlaceId, isTaken, newPlace, placesIn, placeToOpen, removePlace } from './places.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'yingke-places-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const take = (at: string) => writeFileSync(join(at, 'account.json'), '{}');
const ids = () => placesIn(dir).map(({ id }) => id);

test('the data folder is the first place, whatever is in it', () => {
  expect(placesIn(dir)).toEqual([{ id: firstPlace, dir }]);
  expect(isTaken({ id: firstPlace, dir })).toBe(false);
  take(dir);
  expect(placesIn(dir).filter(isTaken)).toEqual([{ id: firstPlace, dir }]);
});

test('what is no place of ours is none, and is left alone', () => {
  const place = newPlace(dir);
  mkdirSync(join(dir, 'accounts', 'notes'));
  writeFileSync(join(dir, 'accounts', 'list.json'), '{}');
  expect(ids()).toEqual([firstPlace, place.id]);
  expect(isPlaceId(place.id)).toBe(true);
  for (const strange of ['', '..', '../x', 'FIRST', `${place.id}/..`, 7, null])
    expect(isPlaceId(strange)).toBe(false);
});

test('a place is removed with all that is in it; the data folder never is', () => {
  const place = newPlace(dir);
  take(place.dir);
  take(dir);
  removePlace(place);
  removePlace({ id: firstPlace, dir });
  expect(ids()).toEqual([firstPlace]);
  expect(existsSync(join(dir, 'account.json'))).toBe(true);
});

test('the window opens with whom it was left with; where they are gone, with somebody who is there', () => {
  const [other, vacant] = [newPlace(dir), newPlace(dir)];
  const open = (wanted: string) => placeToOpen(placesIn(dir), wanted).id;
  // Nobody anywhere: the sign-in form of the first.
  expect(open(other.id)).toBe(firstPlace);
  take(other.dir);
  expect([open(other.id), open(firstPlace), open(vacant.id)]).toEqual([other.id, other.id, other.id]);
  take(dir);
  expect([open(other.id), open(firstPlace), open(vacant.id)]).toEqual([other.id, firstPlace, firstPlace]);
});
