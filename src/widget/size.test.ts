import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { runInNewContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { createBuilder } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/**
 * What a page pays for the widget, bytes after gzip: at once; and opened, that is all that is fetched to read and to write,
 * in the language whose words are longer. What a further act fetches (emoji, rating, history, a message that is left, a colour of the page's
 * own) is bounded beside it.
 */
const limit = {
  launcher: 5000,
  opened: 45_000,
  extras: 12_000,
  files: 3100,
  leave: 4000,
  palette: 1000,
  emoji: 50_000,
};

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

  const named = (start: string) => [...files.keys()].filter((name) => name.startsWith(`${start}-`));
  const panel = () => named('panel')[0] ?? '';
  const sizeOf = (name: string) => gzipSync(files.get(name) ?? '', { level: 6 }).length;

  it('is a launcher, a panel and what is fetched beside them; who fetches a file knows its name', () => {
    const all = [
      'panel',
      'words',
      'words',
      'extras',
      'files',
      'leave',
      'palette',
      'emoji',
      'emoji',
      'widget.js',
    ];
    expect([...files.keys()].map((name) => name.split('-')[0]).sort()).toEqual(all.sort());
    for (const name of files.keys())
      expect(name).toMatch(
        /^(widget|(panel|extras|files|leave|palette|words-(zh|en))-[\w-]{8,}|emoji-(zh|en)-[\w-]{8,})\.js(on)?$/u,
      );
    for (const name of [panel(), ...named('words'), ...named('palette')])
      expect(files.get('widget.js')).toContain(name);
    for (const name of [...named('extras'), ...named('files'), ...named('leave')])
      expect(files.get(panel())).toContain(name);
    for (const name of named('emoji')) expect(files.get(named('extras')[0] ?? '')).toContain(name);
  });

  it(`weighs at most ${limit.launcher} bytes, opened ${limit.opened}`, () => {
    const launcher = sizeOf('widget.js');
    expect(launcher).toBeLessThanOrEqual(limit.launcher);
    const words = Math.max(...named('words').map(sizeOf));
    expect(launcher + sizeOf(panel()) + words).toBeLessThanOrEqual(limit.opened);
  });

  it.each(['extras', 'files', 'leave', 'palette', 'emoji'] as const)(
    'fetches not too much by a further act: %s',
    (what) => {
      for (const name of named(what)) expect(sizeOf(name)).toBeLessThanOrEqual(limit[what]);
      expect(named(what).length).toBeGreaterThan(0);
    },
  );

  it('has the library that it draws with once', () => {
    for (const part of ['extras', 'leave'])
      expect(files.get(named(part)[0] ?? '')).not.toMatch(/__k|diffed|debounceRendering/u);
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
