import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isPolicyName, policies, readPolicy } from '../../src/shared/domain/policy/policies.ts';
import { files } from './files.ts';
import { table } from './table.ts';

const root = join(import.meta.dirname, '../..');

for (const [path, text] of Object.entries(files()))
  test(`${path} is as the table has it: else \`npm run policies\``, () => {
    expect(readFileSync(join(root, path), 'utf8')).toBe(text);
  });

test('every example is a value of its policy, and every text is there in both languages', () => {
  expect(table).toHaveLength(Object.keys(policies).length);
  for (const { name, example, title, text } of table) {
    expect(isPolicyName(name)).toBe(true);
    expect(readPolicy(name, example)).toEqual({ value: example });
    for (const said of [title, text]) for (const one of Object.values(said)) expect(one).not.toBe('');
  }
});

test('every text that the templates name is said in both languages', () => {
  const made = files();
  const named = [
    ...(made['build/policies/windows/YingkeDesk.admx'] ?? '').matchAll(
      /\$\((string|presentation)\.(\w+(?:-\w+)*)\)/g,
    ),
  ];
  expect(named.length).toBeGreaterThan(50);
  for (const language of ['zh-CN', 'en-US'])
    for (const [, kind, id] of named)
      expect(made[`build/policies/windows/${language}/YingkeDesk.adml`]).toContain(`<${kind} id="${id}">`);
});
