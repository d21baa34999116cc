import { expect, test } from 'vitest';
import { createTold } from './told.ts';

test('what everybody has heard is no news', () => {
  const told = createTold();
  told.one('sales', 'open');
  told.one('sales', 'open');
  expect(told.isNews('sales', 'open')).toBe(false);
  expect(told.isNews('sales', 'closed')).toBe(true);
  expect(told.isNews('sales', 'closed')).toBe(false);
  expect(told.isNews('service', 'closed')).toBe(true);
});

test('who came in between has heard another: it is told again, also where it is as before', () => {
  const told = createTold();
  expect(told.isNews('sales', 'closed')).toBe(true);
  told.one('sales', 'open');
  expect(told.isNews('sales', 'closed')).toBe(true);
  expect(told.isNews('sales', 'closed')).toBe(false);
});

test('who joined without a word hears it, also where another comes first', () => {
  const told = createTold();
  told.unsure('sales');
  told.one('sales', 'open');
  expect(told.isNews('sales', 'open')).toBe(true);
});

test('of a group that everybody has left nothing is remembered', () => {
  const told = createTold();
  told.one('sales', 'open');
  told.keep(new Set(['service']));
  told.one('sales', 'closed');
  expect(told.isNews('sales', 'closed')).toBe(false);
});
