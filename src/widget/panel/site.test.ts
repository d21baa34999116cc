import { afterEach, expect, it, vi } from 'vitest';
import { siteSays } from './site.ts';

const said: string[] = [];
vi.spyOn(console, 'warn').mockImplementation((text: string) => void said.push(text));
afterEach(() => void said.splice(0));

it('takes from the page what makes sense, and says the rest to its developer', () => {
  expect(siteSays({})).toEqual({ customer: null, fields: null });
  expect(siteSays({ customer: null, fields: null })).toEqual({ customer: null, fields: null });
  expect(siteSays({ customer: 'a.b.c', fields: { order: '1' } })).toEqual({
    customer: 'a.b.c',
    fields: { order: '1' },
  });
  expect(said).toEqual([]);
  // A token that is too long would keep the visitor out.
  for (const customer of [{ sub: 'x' }, 7, 'x'.repeat(4001)]) {
    expect(siteSays({ customer, fields: { order: 1 } })).toEqual({ customer: null, fields: null });
  }
  expect(said).toHaveLength(6);
});
