import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fold } from './fold.ts';
import { matches, termsOf } from './query.ts';
import { isOfKind, searchableText } from './searchable.ts';
import { snippetOf } from './snippet.ts';
import { tokensOf, wantedOf } from './tokens.ts';

const finds = (text: string, query: string) => matches(fold(text), termsOf(query));

/** Whether an index of such words would have the text among its candidates. */
function isCandidate(text: string, query: string): boolean {
  const tokens = tokensOf(text);
  return wantedOf(termsOf(query)).every(({ token, begins, ends }) =>
    tokens.some(
      (each) =>
        each.includes(token) && (!begins || each.startsWith(token)) && (!ends || each.endsWith(token)),
    ),
  );
}

// Few characters, so that a query has a chance; of every kind there is to the index.
const character = fc.constantFrom(
  ...'退货电池好请的，。 　-.aAbB12ａＢéé́ßかきカ가나😀𠀀𠀁ﬁ㎏_\n'.split(/(?:)/u),
);
const anyText = fc.array(character, { maxLength: 30 }).map((all) => all.join(''));

test('two characters of Chinese are found wherever LIKE finds them', () => {
  const chinese = fc
    .array(fc.constantFrom(...'退货电池好请的，'), { maxLength: 30 })
    .map((all) => all.join(''));
  const query = fc
    .array(fc.constantFrom(...'退货电池好请的'), { minLength: 2, maxLength: 6 })
    .map((q) => q.join(''));
  fc.assert(
    fc.property(chinese, query, (text, wanted) => {
      expect(finds(text, wanted)).toBe(text.includes(wanted));
      if (text.includes(wanted)) expect(isCandidate(text, wanted)).toBe(true);
    }),
    { numRuns: 3000 },
  );
});

test('letters and digits are found wherever LIKE finds them, inside of words too', () => {
  const latin = fc.array(fc.constantFrom(...'abcAB12-. 退，'), { maxLength: 120 }).map((all) => all.join(''));
  const query = fc
    .array(fc.constantFrom(...'abcAB12'), { minLength: 1, maxLength: 6 })
    .map((q) => q.join(''));
  fc.assert(
    fc.property(latin, query, (text, wanted) => {
      const like = text.toLowerCase().includes(wanted.toLowerCase());
      expect(finds(text, wanted)).toBe(like);
      if (like) expect(isCandidate(text, wanted)).toBe(true);
    }),
    { numRuns: 3000 },
  );
});

test('the index never misses a text in which the query is found', () => {
  const cut = fc.tuple(anyText, fc.nat(30), fc.integer({ min: 1, max: 8 }));
  fc.assert(
    fc.property(cut, anyText, ([text, from, length], other) => {
      for (const query of [text.slice(from, from + length), other.slice(0, length)]) {
        if (finds(text, query)) expect(isCandidate(text, query)).toBe(true);
      }
    }),
    { numRuns: 5000 },
  );
});

test('width, case and composition make no difference; the character does', () => {
  expect(finds('订单号 ＡＢ１２，已签收', 'ab12')).toBe(true);
  expect(finds('订单号 AB12,已签收', 'ＡＢ１２，已')).toBe(true);
  expect(finds('cafe\u0301 noir', 'CAFÉ')).toBe(true);
  expect(finds('發貨', '发货')).toBe(false);
});

test('all that is typed has to be there, wherever it stands', () => {
  expect(finds('the invoice for my order', 'inv my')).toBe(true);
  expect(finds('the invoice for my order', 'voice')).toBe(true);
  expect(finds('the invoice for my order', 'invoice refund')).toBe(false);
  expect(finds('请发invoice给我', 'invoice给')).toBe(true);
  expect(finds('for an order', 'or')).toBe(true);
  expect(isCandidate('单号2026111403', '2026')).toBe(true);
});

test('a word without end is found by whatever is in it', () => {
  const long = Array.from({ length: 113 }, (_, at) => String.fromCodePoint(0x400 + 0x30 + (at % 32))).join(
    '',
  );
  expect(tokensOf(long).map((piece) => piece.length)).toEqual([40, 40, 40, 40, 33]);
  for (const length of [2, 20, 21, 39, 40, 41, 113]) {
    for (let from = 0; from + length <= long.length; from += 1) {
      for (const query of [
        long.slice(from, from + length),
        `,${long.slice(0, length)}`,
        `${long.slice(-length)},`,
      ]) {
        expect(isCandidate(`,${long},`, query)).toBe(true);
        expect(finds(`,${long},`, query)).toBe(true);
      }
    }
  }
});

test('of one character the index says nothing, and is not asked', () => {
  expect(tokensOf('退，a b')).toEqual(['a', 'b']);
  for (const alone of ['退', 'a', '，', '好,请']) expect(wantedOf(termsOf(alone))).toEqual([]);
  const whole = { begins: true, ends: true };
  expect(wantedOf(termsOf('退 电池'))).toEqual([{ token: '电池', ...whole }]);
  expect(wantedOf(termsOf('a退货,a,bc'))).toEqual([
    { token: '退货', ...whole },
    { token: 'a', ...whole },
    { token: 'bc', begins: true, ends: false },
  ]);
});

test('of a query no more than eight terms count, each once', () => {
  expect(termsOf(' Ab ab  c ')).toEqual(['ab', 'c']);
  expect(termsOf('a b c d e f g h i j')).toHaveLength(8);
  expect(termsOf(' 　 ')).toEqual([]);
});

test('a snippet is the text around the first hit, with every hit marked', () => {
  expect(snippetOf('Ａb 你好，ab', termsOf('AB'))).toEqual([
    { text: 'Ａb', hit: true },
    { text: ' 你好，', hit: false },
    { text: 'ab', hit: true },
  ]);
  const long = snippetOf(`${'前'.repeat(300)}退货${'后'.repeat(300)}`, ['退货']);
  expect(long.map(({ hit }) => hit)).toEqual([false, true, false]);
  expect(long.map(({ text }) => text).join('')).toMatch(/^…前{24}退货后+…$/u);
  expect(snippetOf('ﬁne 1㎏', termsOf('fi kg'))).toEqual([
    { text: 'ﬁ', hit: true },
    { text: 'ne 1', hit: false },
    { text: '㎏', hit: true },
  ]);
});

test('a snippet is the text itself, whatever is in it', () => {
  fc.assert(
    fc.property(anyText, anyText, (text, query) => {
      const said = text.normalize('NFC').replace(/\s+/gu, ' ').trim();
      expect(
        snippetOf(text, termsOf(query))
          .map((piece) => piece.text)
          .join(''),
      ).toBe(said);
    }),
  );
});

test('only messages and notes say something, and links are seen in them', () => {
  expect(searchableText({ kind: 'message', text: 'a' })).toBe('a');
  expect(searchableText({ kind: 'note', text: 'b' })).toBe('b');
  expect(searchableText({ kind: 'closed' })).toBe(null);
  const note = { kind: 'note', text: 'see https://a.example' } as const;
  expect(isOfKind('note', note, note.text)).toBe(true);
  expect(isOfKind('message', note, note.text)).toBe(false);
  expect(isOfKind('link', note, note.text)).toBe(true);
  expect(isOfKind('link', note, 'httpsx')).toBe(false);
  expect(isOfKind('file', note, note.text)).toBe(false);
});
