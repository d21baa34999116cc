import { expect, it } from 'vitest';
import { inBrief, kindOfType } from './attached.ts';

it('says in one word what goes along with a message', () => {
  expect(inBrief([{ type: 'image/png' }, { type: 'image/gif' }])).toEqual({ count: 2, kind: 'image' });
  expect(inBrief([{ type: 'image/png' }, { type: 'audio/ogg' }])).toEqual({ count: 2, kind: 'file' });
  expect(inBrief([{ type: 'application/pdf' }])).toEqual({ count: 1, kind: 'file' });
  expect(['video/mp4', 'image', 'nonsense', ''].map(kindOfType)).toEqual(['video', 'image', 'file', 'file']);
});
