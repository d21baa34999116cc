import { expect, test } from 'vitest';
import { isOurFrame } from './sender.ts';

const main = { name: 'main frame' };

test('only our main frame at our own address is heard', () => {
  expect(isOurFrame({ frame: main, url: 'app://desk/index.html' }, main)).toBe(true);
  expect(isOurFrame({ frame: main, url: 'app://desk/index.html#x' }, main)).toBe(true);
});

test.each([
  [{ frame: null, url: null }],
  [{ frame: null, url: 'app://desk/index.html' }],
  [{ frame: {}, url: 'app://desk/index.html' }],
  [{ frame: main, url: null }],
  [{ frame: main, url: 'about:blank' }],
  [{ frame: main, url: 'https://example.test/' }],
  [{ frame: main, url: 'file:///index.html' }],
  [{ frame: main, url: 'app://desk.evil/index.html' }],
  [{ frame: main, url: 'app://other/index.html' }],
  [{ frame: main, url: 'app://desk' }],
])('%j is not', (sender) => {
  expect(isOurFrame(sender, main)).toBe(false);
});

test('a window without a frame hears nobody', () => {
  expect(isOurFrame({ frame: null, url: 'app://desk/index.html' }, null)).toBe(false);
});
