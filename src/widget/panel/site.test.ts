import { afterEach, expect, it, vi } from 'vitest';
import { siteSays, subjectOf } from './site.ts';

const said: string[] = [];
vi.spyOn(console, 'warn').mockImplementation((text: string) => void said.push(text));
afterEach(() => void said.splice(0));

it('knows whom a token is about, whatever their id is made of, and no more than that', () => {
  const token = (claims: unknown) => `x.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.y`;
  const other = ['4711', '客户?>~', ''].map((sub) => subjectOf(token({ sub })));
  expect(new Set(other).size).toBe(3);
  expect(subjectOf(token({ sub: '4711', exp: 1 }))).toBe('4711');
  for (const none of ['', 'x', 'x.%.y', token(null), token([]), token({ sub: 7 })])
    expect(subjectOf(none)).toBeNull();
});

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
