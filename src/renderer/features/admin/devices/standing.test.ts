import { expect, test } from 'vitest';
import type { DeviceRecord } from '#shared/protocol/devices.ts';
import { filtered, isOnItsWay, noFilter, standingOf, withNewer } from './standing.ts';

const record = (change: Partial<DeviceRecord> = {}): DeviceRecord => ({
  device: 'd1',
  person: { id: 'p1', name: 'Ann Lee', email: 'ann@example.test', disabled: false },
  computer: { name: 'KF-DESK-014', system: 'Windows_NT 10.0.22631' },
  app: 'desk/1.4.2',
  signedInAt: 1,
  seenAt: 2,
  isHere: false,
  isSignedIn: true,
  wipe: null,
  ...change,
});
const wipe = { orderedAt: 3, toldAt: null, wipedAt: null };

test('where a desk stands: an order that is not done comes before whether somebody is signed in', () => {
  expect(standingOf(record())).toBe('active');
  expect(standingOf(record({ isSignedIn: false }))).toBe('signedOut');
  expect(standingOf(record({ wipe }))).toBe('asked');
  expect(standingOf(record({ isSignedIn: false, wipe }))).toBe('asked');
  expect(standingOf(record({ wipe: { ...wipe, toldAt: 4 } }))).toBe('told');
  expect(standingOf(record({ isSignedIn: false, wipe: { ...wipe, toldAt: 4, wipedAt: 5 } }))).toBe('wiped');
  // Wiped once, and in use again.
  expect(standingOf(record({ wipe: { ...wipe, toldAt: 4, wipedAt: 5 } }))).toBe('active');
  expect([record(), record({ wipe })].map(isOnItsWay)).toEqual([false, true]);
});

test('found by words of person, computer, system, version and device; by standing', () => {
  const other = record({ device: 'd2', computer: null, isHere: true, wipe });
  const find = (search: string, standing: Parameters<typeof filtered>[1]['standing'] = '') =>
    filtered([record(), other], { search, standing }, 'en').map(({ device }) => device);
  expect(find(noFilter.search)).toEqual(['d1', 'd2']);
  expect(find('desk-014')).toEqual(['d1']);
  expect(find('  LEE  windows ')).toEqual(['d1']);
  expect(find('1.4.2 d2')).toEqual(['d2']);
  expect(find('nobody')).toEqual([]);
  expect(find('', 'asked')).toEqual(['d2']);
  expect(find('', 'active')).toEqual(['d1']);
  expect(find('', 'connected')).toEqual(['d2']);
});

test('what is newer takes the place of the same account on the same device, and of no other', () => {
  const others = record({ person: { ...record().person, id: 'p2' } });
  const [first, second] = withNewer([record(), others], [record({ seenAt: 9 })]);
  expect([first?.seenAt, second?.seenAt]).toEqual([9, 2]);
});
