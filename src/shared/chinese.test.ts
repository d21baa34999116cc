import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');

it('Chinese is set with Chinese punctuation', () => {
  const files = globSync(['src/*/locales/zh-CN.*', 'resources/demo-shop/*'], { cwd: root });
  expect(files.length).toBeGreaterThanOrEqual(4);
  const wrong = files.flatMap((file) =>
    readFileSync(resolve(root, file), 'utf8')
      .split('\n')
      .filter((line) => /\p{Script=Han}[,;:!?(]/u.test(line))
      .map((line) => `${file}: ${line.trim()}`),
  );
  expect(wrong).toEqual([]);
});
