import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { assetFor, pageOf, pictureIn } from './asset-path.ts';

let dir: string;
let root: string;

beforeAll(() => {
  dir = realpathSync(mkdtempSync(join(tmpdir(), 'yingke-assets-')));
  root = join(dir, 'renderer');
  mkdirSync(join(root, 'assets'), { recursive: true });
  mkdirSync(join(dir, 'renderer-else'));
  for (const name of ['index.html', 'assets/a-1.js', 'assets/a.exe', 'assets/.env'])
    writeFileSync(join(root, name), 'x');
  writeFileSync(join(dir, 'secret.json'), 'secret');
  writeFileSync(join(dir, 'renderer-else', 'x.js'), 'secret');
  symlinkSync(join(dir, 'secret.json'), join(root, 'assets', 'link.json'));
  symlinkSync(dir, join(root, 'up'));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

test('our own files are found, with their type', () => {
  expect(assetFor(root, 'app://desk/index.html')).toEqual({
    file: join(root, 'index.html'),
    type: 'text/html; charset=utf-8',
  });
  expect(assetFor(root, 'app://desk/assets/a-1.js?v=2#x')?.type).toBe('text/javascript; charset=utf-8');
});

test.each([
  'app://desk/../secret.json',
  'app://desk/%2e%2e/secret.json',
  'app://desk/%2E%2E%2Fsecret.json',
  'app://desk/..%2fsecret.json',
  'app://desk/..%5csecret.json',
  'app://desk/assets/..%2f..%2fsecret.json',
  'app://desk/%252e%252e/secret.json',
  'app://desk/..;/secret.json',
  'app://desk//etc/passwd.json',
  'app://desk/../renderer-else/x.js',
  'app://desk/..%2frenderer-else/x.js',
  // Symbolic links that lead out.
  'app://desk/assets/link.json',
  'app://desk/up/secret.json',
  'app://desk/index.html%00.js',
  'app://desk/C:%5cwindows%5cwin.json',
  // Not ours, not there, not of a type we serve, not a file.
  'app://other/index.html',
  'app://desk:81/index.html',
  'file:///etc/passwd',
  'https://desk/index.html',
  'app://desk/missing.js',
  'app://desk/assets/a.exe',
  'app://desk/assets/.env',
  'app://desk/assets',
  'app://desk/',
  'app://desk',
  'nonsense',
  '',
])('%s names nothing', (address) => {
  expect(assetFor(root, address)).toBeNull();
});

test('no address whatever names a file outside', () => {
  const piece = fc.constantFrom(
    '..',
    '.',
    '%2e%2e',
    '%2f',
    '%5c',
    '\\',
    '/',
    '//',
    'up',
    'assets',
    'secret.json',
    'x.js',
    '%00',
    'renderer-else',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), fc.string(), (pieces, rest) => {
      for (const path of [pieces.join('/'), pieces.join(''), rest]) {
        const found = assetFor(root, `app://desk/${path}`);
        expect(found === null || found.file.startsWith(`${root}/`)).toBe(true);
      }
    }),
    { numRuns: 1000 },
  );
});

test('a picture is of the account whose page shows it', () => {
  const id = '0198a1b2-0000-7000-8000-000000000001';
  expect(pictureIn(`app://desk/files/${id}/thumb`)).toEqual({ account: 'first', which: 'thumb', of: id });
  expect(pictureIn(`app://desk/files/${id}/own?account=0123456789abcdef`)).toEqual({
    account: '0123456789abcdef',
    which: 'own',
    of: id,
  });
  expect(pictureIn(`app://desk/files/../${id}/thumb`)).toBeNull();
});

test('the page of the first account has the address that it always had', () => {
  expect(pageOf('first')).toBe('app://desk/index.html');
  expect(pageOf('0123456789abcdef')).toBe('app://desk/index.html?account=0123456789abcdef');
  expect(assetFor(root, pageOf('0123456789abcdef'))?.file).toBe(join(root, 'index.html'));
});
