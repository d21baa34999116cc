import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';

const project = resolve(import.meta.dirname, '../../..');
const spec = readFileSync(resolve(import.meta.dirname, 'SPEC.md'), 'utf8');
const rules = Array.from({ length: 19 }, (_, i) => `P${i + 1}`);

/** Names of the tests in the tree, so far as they stand in the source. */
function testNames(): string[] {
  const files = globSync('{src,test}/**/*.test.ts', { cwd: project });
  return files.flatMap((file) => {
    const source = readFileSync(resolve(project, file), 'utf8');
    const named = /\b(?:test|it|describe)(?:\.\w+(?:\([^()]*\))?)*\(\s*(['"`])(.*?)\1/gsu;
    return [...source.matchAll(named)].map((match) => match[2] ?? '');
  });
}

test('every rule stands in the table once, and the code does what it says', () => {
  const rows = [...spec.matchAll(/^\| (P\d+) [^|]*\|[^|]*\| ([^|]*) \|$/gmu)];
  expect(rows.map((row) => row[1])).toEqual(rules);
  for (const [, rule, now] of rows) expect(now, rule).toMatch(/^yes\b/u);
});

test('every rule is cited by a test, and no test cites a rule that there is not', () => {
  const cited = new Set(testNames().flatMap((name) => [...name.matchAll(/\[(P\d+)\]/gu)].map((m) => m[1])));
  expect(rules.filter((rule) => !cited.has(rule))).toEqual([]);
  expect([...cited].filter((rule) => !rules.includes(rule ?? ''))).toEqual([]);
});
