import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { hubPage, safeLink } from './links.ts';

test('https, mailto and numbers are opened, in their parsed form', () => {
  expect(safeLink('https://example.test/a?b=c#d')).toBe('https://example.test/a?b=c#d');
  expect(safeLink('HTTPS://EXAMPLE.test')).toBe('https://example.test/');
  expect(safeLink('https://例子.test/路')).toBe('https://xn--fsqu00a.test/%E8%B7%AF');
  expect(safeLink('mailto:ann@example.test?subject=Hi')).toBe('mailto:ann@example.test?subject=Hi');
  expect(safeLink('tel:+8613800138000')).toBe('tel:+8613800138000');
});

test.each([
  'http://example.test/',
  'file:///etc/passwd',
  'file://server/share',
  '\\\\server\\share\\x',
  '//server/share',
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'data:text/html,<script>1</script>',
  'vbscript:1',
  'smb://server/x',
  'ms-msdt:/id',
  'search-ms:query=x',
  'app://desk/index.html',
  'yingke://x',
  'https://',
  'https://user:password@example.test/',
  'https://example.test@evil.test/',
  ' https://example.test/',
  'https://example.test/\u0000.exe',
  'https://example.test/\r\nHost: x',
  'java\nscript:alert(1)',
  'https://example.test/a\u2028b',
  'https://example.test/\u0085',
  'mailto:a@b.test\n',
  `https://example.test/${'x'.repeat(2048)}`,
  'tel:*%2306%23',
  'tel:+861380;ext=1',
  'tel://138',
  'tel:1380013800,,1',
  'example.test',
  '',
])('%j is not opened', (address) => {
  expect(safeLink(address)).toBeNull();
});

test('exactly one place hands an address to the system', () => {
  const src = join(import.meta.dirname, '../..');
  const callers = readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
    .filter((file) => readFileSync(join(src, file), 'utf8').includes('openExternal'));
  expect(callers).toEqual([join('main', 'shell', 'opener.ts')]);
});

test('pages of a hub: https, and http on this computer only', () => {
  const page = '/sign-in/start?challenge=a_b-c&port=1234';
  expect(hubPage(`https://hub.example.test${page}`)).toBe(`https://hub.example.test${page}`);
  expect(hubPage(`http://127.0.0.1:4000${page}`)).toBe(`http://127.0.0.1:4000${page}`);
  expect(hubPage('http://localhost:4000/sign-in/out')).toBe('http://localhost:4000/sign-in/out');
  for (const address of [
    `http://hub.example.test${page}`,
    `http://127.0.0.1.evil.test:1${page}`,
    `http://127.0.0.1:80@evil.test${page}`,
    'http://127.0.0.1:80/other',
    'mailto:a@b.test',
    'file:///etc/passwd',
  ])
    expect(hubPage(address)).toBeNull();
});
