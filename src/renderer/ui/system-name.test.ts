import { expect, test } from 'vitest';
import { systemName } from './system-name.ts';

test.each([
  ['Windows_NT 10.0.22631', 'Windows 11'],
  ['Windows_NT 10.0.19045', 'Windows 10'],
  ['Windows_NT 6.3.9600', 'Windows_NT 6.3.9600'],
  ['Darwin 23.6.0', 'macOS 14'],
  ['Darwin 24.1.0', 'macOS 15'],
  ['Darwin 25.0.0', 'macOS 26'],
  ['Darwin 17.7.0', 'Darwin 17.7.0'],
  ['Linux 6.1.0-18-amd64', 'Linux 6.1.0-18-amd64'],
  ['Linux', 'Linux'],
  ['', ''],
])('%s is %s', (said, name) => {
  expect(systemName(said)).toBe(name);
});
