import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { afterAll, expect, it } from 'vitest';
import { zipOf } from './zip.ts';

const folder = mkdtempSync(join(tmpdir(), 'yingke-zip-'));
afterAll(() => rmSync(folder, { recursive: true }));

const files = [
  { name: 'health.json', text: '{"消息": 1}\n'.repeat(100) },
  { name: 'logs/desk.log', text: '' },
];

it('is what other programs open', () => {
  const path = join(folder, 'x.zip');
  writeFileSync(path, zipOf(files, new Date('2026-11-30T06:00:02Z')));
  const script =
    'import zipfile,sys,json; z=zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; print(json.dumps([[i.filename, z.read(i).decode(), list(i.date_time)] for i in z.infolist()]))';
  const said = JSON.parse(execFileSync('python3', ['-c', script, path], { encoding: 'utf8' }));
  expect(said).toEqual(files.map(({ name, text }) => [name, text, [2026, 11, 30, 6, 0, 2]]));
});

it('has each file behind its own head', () => {
  const bytes = Buffer.from(zipOf(files.slice(0, 1), new Date(0)));
  const size = bytes.readUInt32LE(18);
  expect(inflateRawSync(bytes.subarray(30 + 11, 30 + 11 + size)).toString()).toBe(files[0]?.text);
});
