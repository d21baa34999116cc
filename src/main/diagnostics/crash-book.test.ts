import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { minidump } from '../../../test/support/minidump.ts';
import { openCrashBook } from './crash-book.ts';

let folder: string;
let now = 0;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yingke-crashes-'));
  now = 1_000_000;
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** As another start of the program has it. */
const open = (version = '1.2.0') => openCrashBook({ folder, now: () => now, version });
const id = (n: number) => `4f2a9c1e-77b0-4d1f-9a3c-${String(n).padStart(12, '0')}`;
/** A crash at this moment. */
function crash(n: number, part = 'pending'): void {
  now += 1000;
  const path = join(folder, part, `${id(n)}.dmp`);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, minidump('renderer'));
  utimesSync(path, now / 1000, now / 1000);
  now += 1000;
}
const states = (book: ReturnType<typeof open>, here: readonly string[], mode: 'local' | 'hub' = 'hub') =>
  Object.fromEntries(book.reports(mode, here).map((one) => [one.id.slice(-1), one.state]));
const [a, b] = ['https://a.example.com', 'https://b.example.com'];

test('what was made while none were to be sent stays, whatever is said later', () => {
  const book = open();
  book.begin('local', [a]);
  crash(1);
  book.begin('hub', [a]);
  crash(2);
  book.begin('local', [a]);
  crash(3);
  expect(states(book, [a], 'local')).toEqual({ 1: 'kept', 2: 'kept', 3: 'kept' });
  expect(book.toSend('local', [a])).toEqual([]);
  book.begin('hub', [a]);
  expect(states(book, [a])).toEqual({ 1: 'kept', 2: 'waiting', 3: 'kept' });
  expect(book.toSend('hub', [a])).toMatchObject([{ id: id(2), hub: a, process: 'renderer' }]);
});

test('a report goes to the one hub whose account was at work, and to no other', () => {
  const first = open();
  first.begin('hub', []);
  crash(1);
  first.begin('hub', [a]);
  crash(2);
  // Signed out of one and in to the other in one run: what was in memory may be there still.
  first.begin('hub', [b]);
  crash(3);
  const second = open();
  crash(4);
  second.begin('hub', [b]);
  crash(5);
  expect(states(second, [a, b])).toEqual({
    ...{ 1: 'nobody', 2: 'waiting', 3: 'several-hubs', 4: 'several-hubs', 5: 'waiting' },
  });
  expect(states(second, [b])).toMatchObject({ 2: 'nobody', 5: 'waiting' });
  expect(second.toSend('hub', [b]).map((one) => one.id)).toEqual([id(5)]);
});

test('what was sent is gone here, is remembered, and never goes again, though the file were back', () => {
  const book = open();
  book.begin('hub', [a]);
  crash(1);
  crash(2, 'new');
  const [report] = book.toSend('hub', [a]);
  if (report === undefined) throw new Error('nothing to send');
  // What is still being written does not go.
  expect(book.toSend('hub', [a])).toHaveLength(1);
  book.sent(report);
  expect(readdirSync(join(folder, 'pending'))).toEqual([]);
  crash(1);
  expect(open().reports('hub', [a])).toMatchObject([{ id: id(1), state: 'sent' }]);
  expect(open().toSend('hub', [a])).toEqual([]);
});

test('what the hub will not have stays, with why; all of it can be removed', () => {
  const book = open();
  book.begin('hub', [a]);
  crash(1);
  book.refused(id(1), 'file_type');
  expect(open().reports('hub', [a])).toMatchObject([{ state: 'refused', code: 'file_type' }]);
  book.removeAll();
  expect(open().reports('hub', [a])).toEqual([]);
});

test('a spoilt file of what is known sends nothing that was made before', () => {
  const book = open();
  book.begin('hub', [a]);
  crash(1);
  writeFileSync(join(folder, 'reports.json'), '{"periods": [{"since": 0}]}');
  const again = open();
  again.begin('hub', [a]);
  expect(states(again, [a])).toEqual({ 1: 'kept' });
  // Nor where the clock is set back on top of it.
  now -= 500;
  again.begin('hub', [a]);
  expect(states(again, [a])).toEqual({ 1: 'kept' });
});

test('a report is of the version that crashed, not of the one that sends it', () => {
  open('1.2.0').begin('hub', [a]);
  crash(1);
  const updated = open('1.3.0');
  updated.begin('hub', [a]);
  crash(2);
  expect(updated.toSend('hub', [a]).map((one) => [one.id, one.version])).toEqual([
    [id(1), '1.2.0'],
    [id(2), '1.3.0'],
  ]);
});

test('a clock that was set back gives no report to a hub whose memory it may not be', () => {
  const first = open();
  first.begin('hub', [a]);
  now += 100_000;
  first.begin('hub', [a, b]);
  crash(1);
  now -= 50_000;
  const second = open();
  second.begin('hub', [a]);
  crash(2);
  expect(states(second, [a])).toEqual({ 1: 'several-hubs', 2: 'several-hubs' });
  // Nor once the clock has caught up, at the next start.
  now += 1_000_000;
  const third = open();
  third.begin('hub', [a]);
  expect(third.toSend('hub', [a])).toEqual([]);
  // What is made when nothing of that time lies here any more goes.
  third.removeAll();
  third.begin('hub', [a]);
  crash(3);
  expect(states(third, [a])).toEqual({ 3: 'waiting' });
});

test('a clock that was set back within a time does not give its reports to the hub before it', () => {
  const first = open();
  first.begin('hub', [a]);
  now += 100_000;
  const second = open();
  second.begin('hub', [b]);
  now -= 50_000;
  crash(1);
  expect(second.toSend('hub', [a, b])).toEqual([]);
  second.begin('hub', [b]);
  expect(states(second, [a, b])).toEqual({ 1: 'several-hubs' });
});
