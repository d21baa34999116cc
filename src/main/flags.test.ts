import { expect, test } from 'vitest';
import { argsAgain, readFlags } from './flags.ts';

test('flags are read in both spellings, others are left alone', () => {
  const wanted = {
    training: null,
    host: true,
    demo: true,
    data: '/d',
    port: 4000,
    lang: 'en',
    hub: null,
    cachePolicy: null,
    wipe: null,
    hidden: false,
    link: null,
    say: null,
  };
  expect(readFlags(['.', '--host', '--demo', '--data', '/d', '--port=4000', '--lang=en-GB'])).toEqual(wanted);
  expect(
    readFlags(['--no-sandbox', '--host', '--demo', '--data=/d', '--port', '4000', '--lang', 'en']),
  ).toEqual(wanted);
  expect(readFlags([])).toEqual({
    training: null,
    host: false,
    demo: false,
    data: null,
    port: null,
    lang: null,
    hub: null,
    cachePolicy: null,
    wipe: null,
    hidden: false,
    link: null,
    say: null,
  });
});

test('what protects is not missed by a slip of the hand', () => {
  expect(readFlags(['--cache-policy', 'memory'])).toMatchObject({ cachePolicy: 'memory' });
  expect(readFlags(['--cache-policy=passphrase'])).toMatchObject({ cachePolicy: 'passphrase' });
  for (const wrong of [['--cache-policy'], ['--cache-policy=Memory'], ['--cache-policy', 'none']]) {
    expect(readFlags(wrong)).toHaveProperty('problem');
  }
});

test('a language of Chromium’s that we do not have is no mistake', () => {
  expect(readFlags(['--lang=fr'])).toMatchObject({ lang: null });
  expect(readFlags(['--lang=zh'])).toMatchObject({ lang: 'zh-CN' });
});

test.each([['--port=abc'], ['--port=0'], ['--port=65536'], ['--port'], ['--data'], ['--data='], ['--hub=']])(
  '%s is said to be wrong',
  (flag) => {
    expect(readFlags([flag, '--demo'])).toEqual({
      problem: expect.stringContaining(flag.split('=')[0] ?? ''),
    });
  },
);

test('--wipe asks unless --yes is there, and a slip of the hand never opens a desk instead', () => {
  expect(readFlags(['--wipe'])).toMatchObject({ wipe: { confirmed: false } });
  expect(readFlags(['--yes', '--wipe', '--data', 'x'])).toMatchObject({
    wipe: { confirmed: true },
    data: 'x',
  });
  expect(readFlags(['--wipe=all'])).toEqual({ problem: '--wipe takes no value' });
  expect(readFlags(['--yes'])).toEqual({ problem: '--yes goes with --wipe' });
});

test('a link ends the command line: nothing in it or behind it is a flag', () => {
  const link = 'yingke://dial/13800138000';
  expect(readFlags(['.', '--hidden', link])).toMatchObject({ hidden: true, link });
  expect(readFlags([link, '--wipe', '--yes', '--data=/tmp/x', '--host'])).toMatchObject({
    ...{ link, wipe: null, data: null, host: false },
  });
  expect(readFlags(['--', '--wipe', '--yes', link])).toMatchObject({ link, wipe: null });
  expect(readFlags(['--', '--wipe', '--yes'])).toMatchObject({ link: null, wipe: null });
  // What it holds is looked at later: it is a link all the same, and hides what follows.
  expect(readFlags(['YINGKE:" --wipe', '--wipe', '--yes'])).toMatchObject({
    link: 'YINGKE:" --wipe',
    wipe: null,
  });
  expect(readFlags(['https://a.example/yingke://open'])).toMatchObject({ link: null });
});

test('version and help are asked for by name', () => {
  expect(readFlags(['--version'])).toMatchObject({ say: 'version' });
  expect(readFlags(['--help'])).toMatchObject({ say: 'help' });
  expect(readFlags(['yingke://open', '--version'])).toMatchObject({ say: null });
});

test('a desk that goes on after an update follows no link twice, and is as hidden as it was', () => {
  expect(argsAgain(['.', '--data=x', '--hidden', 'yingke://open', '--wipe'], false)).toEqual([
    '.',
    '--data=x',
  ]);
  expect(argsAgain(['.', '--data=x'], true)).toEqual(['.', '--data=x', '--hidden']);
});
