import { expect, test } from 'vitest';
import { newId } from '#shared/domain/key.ts';
import { hostilePayloads, howMany } from '../../../test/e2e/hostile-payloads.ts';
import { conversationOf, entryOf, meId } from '../../../test/support/desk-entries.ts';
import { textsFor } from '../locales/texts.ts';
import { noticesFor } from './notices.ts';
import { longest, plainLine, withoutMarkup } from './toast-text.ts';

test('plain words stay as they are', () => {
  for (const text of ['王芳', 'José 👨‍👩‍👧‍👦 ñ', 'a < b && c > d', 'مرحبا 123', 'Ṩ́ thế', '1 <2', 'ཨཱི']) {
    expect(plainLine(text)).toBe(text);
    expect(withoutMarkup(text)).toBe(text);
  }
});

test('a line is never cut inside of a character', () => {
  const cut = plainLine('😀'.repeat(300));
  expect(Array.from(cut)).toHaveLength(longest);
  expect(cut).not.toMatch(/\p{Surrogate}/u);
});

const payloads = hostilePayloads('http://canary.example');

test('[A3] 200 hostile texts, as name and as message, are one line of plain text each', () => {
  expect(payloads).toHaveLength(howMany);
  const id = newId();
  for (const payload of payloads) {
    const conversation = conversationOf(id, 9, {
      visitor: { id: meId, name: payload.slice(0, 80), locale: 'en' },
    });
    const row = {
      conversation,
      ...{
        unread: 2,
        readSeq: 0,
        draft: '',
        noteDraft: '',
        seen: 0,
        pending: 0,
        refused: false,
        gone: false,
      },
    };
    const entry = entryOf(id, 3, { body: { kind: 'message', text: payload } });
    const [notice] = noticesFor([entry], [row], meId, textsFor('en'));
    if (notice === undefined) throw new Error(`not told: ${payload}`);
    for (const text of [notice.title, withoutMarkup(notice.body)]) {
      expect(text.trim(), payload).not.toBe('');
      expect(text, payload).not.toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]|\p{M}{5}/u);
      expect(Array.from(text).length, payload).toBeLessThanOrEqual(longest + 20);
    }
    expect(withoutMarkup(notice.body), payload).not.toMatch(/<[a-z/!?]/iu);
    // How many more there are stands at the end, whatever was written before it.
    expect(notice.body.endsWith('(+1 more)'), payload).toBe(true);
  }
});
