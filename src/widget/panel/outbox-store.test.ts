import { expect, it } from 'vitest';
import { rowIn } from './outbox-store.ts';

const id = '0190a6a0-7b1c-7def-8a12-0123456789ab';
const row = { key: id, text: 'hello', page: null, at: 5, order: 1, refusal: null };
const contact = { name: null, email: 'a@b.cn', phone: null };

it('[P6] what is kept to be said and what is kept to be left come back as they were', () => {
  const none = { contact: null, to: null, fields: null, files: null, quote: null, paused: false };
  expect(rowIn({ ...row, contact })).toEqual({ ...row, ...none, contact });
  expect(rowIn({ ...row, to: id, fields: { order: '1' } })).toEqual({
    ...row,
    ...none,
    to: id,
    fields: { order: '1' },
  });
  // As widgets wrote them before there was more to keep.
  expect(rowIn(row)).toEqual({ ...row, ...none });
});

it('what the page has spoilt beside the text does not cost the visitor the text', () => {
  expect(rowIn({ ...row, contact: { email: 7 }, to: 'x', fields: [] })).toMatchObject({
    ...{ text: 'hello', contact: null, to: null, fields: null },
  });
  expect(rowIn({ ...row, contact, text: 'x'.repeat(8001) })).toMatchObject({ contact, refusal: 'too_large' });
  expect(rowIn({ ...row, text: ' ' })).toBeNull();
});

it('[P6] files are kept with their message, also where nothing is said with them', () => {
  const file = { key: id, name: 'a.png', blob: new Blob(['x'], { type: 'image/png' }) };
  expect(rowIn({ ...row, text: '', files: [file] })).toMatchObject({ text: '', files: [file] });
  // What is no file any more is left out; without it there would be nothing to send.
  expect(rowIn({ ...row, text: 'hello', files: [{ ...file, blob: {} }] })).toMatchObject({ files: null });
  expect(rowIn({ ...row, text: '', files: [{ ...file, blob: {} }] })).toBeNull();
  expect(rowIn({ ...row, text: '', files: [] })).toBeNull();
});
