import { expect, test } from 'vitest';
import { readFlags } from './flags.ts';

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
