import { expect, test } from 'vitest';
import { preview } from './after-entry.ts';
import { previewLength } from './conversation.ts';

test('a preview is cut, but never through a character', () => {
  expect(preview('short')).toBe('short');
  expect(preview('x'.repeat(500))).toHaveLength(previewLength);
  const face = '😀';
  const cut = preview('x'.repeat(previewLength - 1) + face);
  expect(cut).toBe('x'.repeat(previewLength - 1));
  expect(preview('x'.repeat(previewLength - 2) + face)).toBe('x'.repeat(previewLength - 2) + face);
});
