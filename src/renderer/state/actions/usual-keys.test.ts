import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { faultOf } from '#shared/domain/keys/rules.ts';

/** Keys that actions have of themselves, as they stand in the source: one that is not offered at the moment has them too. */
const usual = globSync('src/renderer/**/*.{ts,tsx}').flatMap((file) =>
  [
    ...readFileSync(file, 'utf8').matchAll(
      /\bid: '([\w.-]+)',\s*group: (?:(?!\bid: ')[\s\S])*?\bkeys: \[([^\]]*)\]/g,
    ),
  ].flatMap(([, id = '', list = '']) =>
    [...list.matchAll(/'([^']+)'/g)].map(([, chord = '']) => ({ id, chord: chord.replace('\\\\', '\\') })),
  ),
);

test('no two actions have the same keys', () => {
  expect(usual.length).toBeGreaterThanOrEqual(20);
  const twice = usual.filter(({ chord }, at) => usual.findIndex((one) => one.chord === chord) < at);
  expect(twice).toEqual([]);
});

test('none has keys that the system, the window or a text field uses', () => {
  const kept = usual.filter(({ chord }) => faultOf(chord) === 'kept');
  // A field's redo, and only while something is held that can be taken back.
  expect(kept).toEqual([{ id: 'undo-send', chord: 'Mod+Shift+Z' }]);
});
