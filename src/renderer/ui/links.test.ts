import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findLinks, safeUrl } from './links.ts';

const linksOf = (text: string) =>
  findLinks(text).flatMap((s) => (s.kind === 'link' ? [[s.text, s.url]] : []));

describe('findLinks', () => {
  it('finds https addresses and e-mail', () => {
    expect(linksOf('see https://a.example/b?c=1#d or mail me@a.example')).toEqual([
      ['https://a.example/b?c=1#d', 'https://a.example/b?c=1#d'],
      ['me@a.example', 'mailto:me@a.example'],
    ]);
  });

  it('leaves the punctuation of the sentence outside', () => {
    expect(linksOf('(https://a.example/b). 看https://a.example/c,谢谢')).toEqual([
      ['https://a.example/b', 'https://a.example/b'],
      ['https://a.example/c', 'https://a.example/c'],
    ]);
    expect(linksOf('https://a.example/1(共三张)')).toEqual([['https://a.example/1', 'https://a.example/1']]);
    expect(linksOf('https://a.example/b_(c)')).toEqual([
      ['https://a.example/b_(c)', 'https://a.example/b_(c)'],
    ]);
  });

  it.each([
    'http://a.example',
    'javascript:alert(1)',
    'file:///etc/passwd',
    'data:text/html,x',
    'https://user:pass@a.example/',
    'https://good.example@evil.example/',
    'smb://a/b',
    'https://',
    `https://a.example/${'a'.repeat(3000)}`,
  ])('makes no https link of %s', (text) => {
    expect(linksOf(text).filter(([, url]) => url?.startsWith('https:'))).toEqual([]);
  });

  it('makes links of ours only of what colleagues write, and only of sound ones', () => {
    const link = 'yingke://conversation/0198c0de-1a2b-7c3d-8e4f-0123456789ab?hub=https%3A%2F%2Fa.example';
    const text = `See ${link}, yingke://send/x and https://a.example/b.`;
    expect(linksOf(text)).toEqual([['https://a.example/b', 'https://a.example/b']]);
    const ofStaff = findLinks(text, true);
    expect(ofStaff.map((s) => s.text).join('')).toBe(text);
    expect(ofStaff.flatMap((s) => (s.kind === 'link' ? [s.url] : []))).toEqual([link, 'https://a.example/b']);
  });

  it('never loses or changes a character, and every link is of an allowed scheme', () => {
    const piece = fc.oneof(
      fc.string(),
      fc.webUrl(),
      fc.emailAddress(),
      fc.constant('https://'),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = pieces.join('');
        const segments = findLinks(text);
        expect(segments.map((s) => s.text).join('')).toBe(text);
        for (const s of segments) if (s.kind === 'link') expect(s.url).toMatch(/^(https|mailto):/);
      }),
    );
  });

  it('is quick on a hostile text of the greatest length', () => {
    const began = performance.now();
    for (const unit of ['a@', 'https://', 'a.', '@', '((((', 'a-'])
      findLinks(unit.repeat(8000 / unit.length));
    expect(performance.now() - began).toBeLessThan(500);
  });
});

describe('safeUrl', () => {
  it('shows a look-alike host as what it is', () => {
    expect(safeUrl('https://аpple.example/')).toBe('https://xn--pple-43d.example/');
  });

  it.each([
    'http://a.example/',
    'javascript:alert(1)',
    'file:///etc/passwd',
    'app://desk/',
    'data:text/html,x',
    'x',
  ])('refuses %s', (address) => {
    expect(safeUrl(address)).toBeNull();
  });
});
