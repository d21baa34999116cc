import { expect, test } from 'vitest';
import { minidump } from '../../../../test/support/minidump.ts';
import { minidumpStreams, processIn } from './minidump.ts';

test('a minidump is one by what is in it, and says which process it is of', () => {
  expect(minidumpStreams(minidump('renderer'))).toHaveLength(2);
  expect(processIn(minidump('renderer'))).toBe('renderer');
  expect(processIn(minidump('browser'))).toBe('browser');
  expect(processIn(minidump('Lin Yue'))).toBe('other');
});

test('what is cut, or says that it is elsewhere, is none', () => {
  const whole = minidump('renderer');
  for (let length = 0; length < whole.length; length += 1)
    expect(minidumpStreams(whole.subarray(0, length)), `${length} bytes`).toBeNull();
  for (const other of ['', 'MDMP', '%PDF-1.7', '\x7fELF', 'mdmp'])
    expect(minidumpStreams(Buffer.from(other.padEnd(200, '\0')))).toBeNull();
  const version = minidump('renderer');
  version.writeUInt32LE(0x1234, 4);
  expect(minidumpStreams(version)).toBeNull();
  for (const count of [0, 1001, 0xffff_ffff]) {
    const many = minidump('renderer');
    many.writeUInt32LE(count, 8);
    expect(minidumpStreams(many), `${count} streams`).toBeNull();
  }
});

test('a damaged one never throws: any four bytes of it may be anything', () => {
  const whole = minidump('renderer');
  for (let at = 32; at + 4 <= whole.length; at += 1)
    for (const value of [0, 1, 0x7fff_ffff, 0xffff_ffff, whole.length - 1]) {
      const damaged = Buffer.from(whole);
      damaged.writeUInt32LE(value, at);
      expect(['renderer', 'other']).toContain(processIn(damaged));
    }
});
