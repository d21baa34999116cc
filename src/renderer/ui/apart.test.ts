import { expect, test } from 'vitest';
import { apart } from './apart.ts';

test('a name is between the marks that keep it apart', () => {
  expect(apart('王芳')).toBe('\u2068王芳\u2069');
  expect(apart('مرحبا 123')).toBe('\u2068مرحبا 123\u2069');
});

test('nothing in it ends them or turns what is after them', () => {
  expect(apart('\u2069\u202Egnp\u202C.exe\u2067\u2066\u2068')).toBe('\u2068gnp.exe\u2069');
});
