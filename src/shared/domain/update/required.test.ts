import { expect, test } from 'vitest';
import { deskRequirement, standingOf, versionIn, wrongInRequirement } from './required.ts';

const until = 1_000;
const required = { minimum: '1.2.0', until, refused: '1.0.0' };

test.each([
  ['1.2.0', until, 'fine'],
  ['1.10.0', until, 'fine'],
  ['2.0.0-beta.1', until, 'fine'],
  // What leads to a release comes before it.
  ['1.2.0-beta.1', until, 'late'],
  ['1.1.9', until - 1, 'due'],
  ['1.1.9', until, 'late'],
  ['1.0.0', until - 1, 'due'],
  ['0.9.9', until - 1, 'refused'],
  ['0.9.9', until, 'refused'],
  ['', until - 1, 'refused'],
])('version “%s” at %i is %s', (version, now, standing) => {
  expect(standingOf(version, required, now)).toBe(standing);
});

test('without a hard minimum nobody is refused, without a requirement everybody is fine', () => {
  expect(standingOf('', { ...required, refused: null }, until)).toBe('late');
  expect(standingOf('', null, until)).toBe('fine');
  expect(standingOf('', undefined, until)).toBe('fine');
});

test('only a desk says the version of a desk', () => {
  expect(versionIn('desk/1.2.0')).toBe('1.2.0');
  for (const other of ['widget/1.2.0', 'desk/', '1.2.0', '']) expect(versionIn(other)).toBe('');
});

test('what is no version, and refusing more than is asked for, are not taken', () => {
  expect(deskRequirement.safeParse({ ...required, minimum: '1.2' }).success).toBe(false);
  expect(deskRequirement.safeParse({ ...required, more: 1 }).success).toBe(false);
  expect(wrongInRequirement(required)).toBeNull();
  expect(wrongInRequirement({ ...required, refused: '1.2.0' })).toBeNull();
  expect(wrongInRequirement({ ...required, refused: '1.2.1' })).toBe('refused');
});
