import { expect, test } from 'vitest';
import { readFlags } from './flags.ts';
import { trainingArgs } from './training-args.ts';

const place = { scene: 'game', data: '/tmp/t', lang: 'en' } as const;

test('a training has a hub and a folder of its own, and the switches of the system', () => {
  const args = trainingArgs(
    [
      '--no-sandbox',
      '--data',
      '/home/lin',
      '--hub=https://hub.example',
      '--ozone-platform',
      'x11',
      '--lang=zh-CN',
    ],
    place,
  );
  expect(args).toEqual([
    ...['--no-sandbox', '--ozone-platform', 'x11'],
    ...['--host', '--demo', '--training', 'game', '--data', '/tmp/t', '--lang', 'en'],
  ]);
  expect(readFlags(args)).toMatchObject({
    host: true,
    demo: true,
    training: 'game',
    data: '/tmp/t',
    hub: null,
  });
});

test('nothing of a training’s own flags goes on to the next one', () => {
  expect(trainingArgs(trainingArgs([], place), { ...place, scene: 'shop', data: '/tmp/u' })).toEqual(
    trainingArgs([], { ...place, scene: 'shop', data: '/tmp/u' }),
  );
});

test('a debugger is not shared', () => {
  expect(trainingArgs(['--remote-debugging-port=0', '--inspect'], place)).toEqual(trainingArgs([], place));
});

test('--training takes a scene, and only with a demo hub inside', () => {
  expect(readFlags(['--host', '--demo', '--training', 'circus'])).toEqual({
    problem: '--training needs one of shop, telecom, game',
  });
  expect(readFlags(['--training', 'shop'])).toEqual({ problem: '--training goes with --host and --demo' });
  expect(readFlags([])).toMatchObject({ training: null });
});
