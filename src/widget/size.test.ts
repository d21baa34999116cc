import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { runInNewContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { createBuilder } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** What a page pays for the widget, bytes after gzip: at once, and all together once it is opened. */
const limit = { launcher: 5000, together: 45_000 };

describe('the built widget', () => {
  const files = new Map<string, string>();
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'yingke-size-'));
    const builder = await createBuilder({
      configFile: resolve(import.meta.dirname, '../../vite.widget.config.ts'),
      logLevel: 'error',
      build: { outDir: folder },
    });
    await builder.buildApp();
    for (const name of await readdir(folder)) files.set(name, await readFile(join(folder, name), 'utf8'));
  }, 60_000);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const panel = () => [...files.keys()].find((name) => name.startsWith('panel-')) ?? '';
  const part = () => [...files.keys()].find((name) => name.startsWith('files-')) ?? '';
  const sizeOf = (name: string) => gzipSync(files.get(name) ?? '', { level: 6 }).length;

  it('is a launcher and a panel, and the launcher knows the panel by its name', () => {
    expect([...files.keys()].sort()).toEqual([part(), panel(), 'widget.js'].sort());
    expect(files.get(panel())).toContain(part());
    // What is loaded only where there are files is small all the same.
    expect(sizeOf(part())).toBeLessThanOrEqual(3000);
    expect(panel()).toMatch(/^panel-[\w-]{8,}\.js$/u);
    expect(files.get('widget.js')).toContain(panel());
  });

  it(`weighs at most ${limit.launcher} and ${limit.together} bytes`, () => {
    const launcher = sizeOf('widget.js');
    expect(launcher).toBeLessThanOrEqual(limit.launcher);
    expect(launcher + sizeOf(panel())).toBeLessThanOrEqual(limit.together);
  });

  it('carries nothing of socket.io and zod that it has no use for', () => {
    // A library that moved its files would come back whole, without a word.
    expect(files.get(panel())).not.toMatch(/WebTransport|_placeholder|FileReader|_zod|invalid_type/u);
  });

  it('asks nothing of a browser that the oldest of ours has not', () => {
    // Chrome and Edge 93, Firefox 101, Safari 15.4: the build lowers syntax, not what is called.
    const newer =
      /\b(findLast\w*|canParse|toSorted|toReversed|toSpliced|structuredClone|groupBy|withResolvers|fromAsync|isWellFormed|toWellFormed)\b|AbortSignal\.(any|timeout)/u;
    for (const [name, code] of files) expect(newer.exec(code)?.[0], name).toBeUndefined();
  });

  it('is a classic script that leaves no name of its own behind', () => {
    const page: Record<string, unknown> = { document: { currentScript: null }, console: { warn: () => {} } };
    page.HTMLScriptElement = class {};
    const before = Object.keys(page);
    runInNewContext(files.get('widget.js') ?? '', page);
    expect(Object.keys(page)).toEqual(before);
  });
});
