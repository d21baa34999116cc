import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { createLog, rotatingFile, safeName } from './index.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

test('nothing gets into the log that is in no list, even if somebody hands it over', () => {
  const lines: string[] = [];
  const log = createLog({ write: (line: string) => void lines.push(line) });
  log.info({ token: 'canary', input: { text: 'canary', password: 'canary' }, code: 'kept' }, 'asked');
  log.error({ err: new Error('canary in a row'), event: 'the canary said' }, 'commit failed');
  expect(lines.join()).not.toContain('canary');
  expect(lines[0]).toContain('kept');
  expect(lines[1]).toContain('"fault":"Error"');
  expect(lines[1]).toMatch(/log\.test\.ts:\d+/);
});

test('only what looks like an event’s name is logged as one', () => {
  expect(safeName('message.send')).toBe('message.send');
  for (const odd of ['call me on 555 123', 'a\nb', '', 'x'.repeat(60), 7])
    expect(safeName(odd)).toBe('(malformed)');
});

test('a full file is put aside, and so many are kept', () => {
  const folder = mkdtempSync(join(tmpdir(), 'yingke-log-'));
  folders.push(folder);
  const file = rotatingFile(join(folder, 'logs/hub.log'), { largest: 10, older: 2 });
  for (const line of ['one 56789\n', 'two 56789\n', 'three\n', 'four 6789\n', 'five\n']) file.write(line);
  const kept = readdirSync(join(folder, 'logs')).sort();
  expect(kept).toEqual(['hub.log', 'hub.log.1', 'hub.log.2']);
  expect(kept.map((name) => readFileSync(join(folder, 'logs', name), 'utf8'))).toEqual([
    'five\n',
    'four 6789\n',
    'three\n',
  ]);
});
