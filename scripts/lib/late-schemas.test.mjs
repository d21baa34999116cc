import { parseAst } from 'vite';
import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { lateSchema } from './late-schema.mjs';
import { withLateSchemas } from './late-schemas.mjs';

/** @param {string} code */
const late = (code) => withLateSchemas(code, parseAst(code).body);

test('the outermost schema of each constant is made late, wherever in it it stands', () => {
  expect(late("const a = z.string().check(z.maxLength(4)), b = 'z';")).toBe(
    "const a = lateSchema(() => z.string().check(z.maxLength(4))), b = 'z';",
  );
  expect(
    late("export const calls = { 'a.b': { input: z.strictObject({ a }), most: 4 }, c: [z.int()] };"),
  ).toBe(
    "export const calls = { 'a.b': { input: lateSchema(() => z.strictObject({ a })), most: 4 }, c: [lateSchema(() => z.int())] };",
  );
  expect(late('const both = acked(z.int());')).toBe('const both = acked(lateSchema(() => z.int()));');
});

test('what a function will make, and what is no constant, stays as it is', () => {
  for (const code of [
    'const of = (a) => z.array(a);',
    'z.config({});',
    'function f() { return z.int(); }',
    'const x = zed.int();',
  ])
    expect(late(code)).toBe(code);
});

test('a late schema is made once, when it is asked, and does what it would have done', () => {
  let made = 0;
  const name = lateSchema(() => {
    made += 1;
    return z.string().check(z.maxLength(3));
  });
  const person = lateSchema(() => z.strictObject({ name, at: z.optional(name), is: z.literal('person') }));
  const group = z.strictObject({ is: z.literal('group'), names: z.array(name) });
  const any = lateSchema(() => z.discriminatedUnion('is', [person, group]));
  expect(made).toBe(0);
  expect(any.safeParse({ is: 'person', name: 'Ann' })).toEqual({
    success: true,
    data: { is: 'person', name: 'Ann' },
  });
  expect(any.safeParse({ is: 'group', names: ['Ann', 'Benjamin'] }).error?.issues[0]?.path).toEqual([
    'names',
    1,
  ]);
  expect(z.extend(person, { more: z.int() }).safeParse({ is: 'person', name: 'Ann', more: 1 }).success).toBe(
    true,
  );
  expect(person.safeParse({ is: 'person', name: 'Ann', strange: 1 }).success).toBe(false);
  expect(made).toBe(1);
});

test('it is not copied without being noticed', () => {
  const name = lateSchema(() => z.strictObject({}));
  expect(() => ({ ...name })).toThrow('asked, not copied');
});
