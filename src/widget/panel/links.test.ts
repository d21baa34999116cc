import { describe, expect, it } from 'vitest';
import { splitLinks } from './links.ts';

const links = (text: string) => splitLinks(text).flatMap(({ href }) => (href ? [href] : []));

describe('links in a text', () => {
  it('finds web addresses and leaves the end of the sentence alone', () => {
    expect(splitLinks('see https://a.example/b?c=1. Yes')).toEqual([
      { text: 'see ' },
      { text: 'https://a.example/b?c=1', href: 'https://a.example/b?c=1' },
      { text: '. Yes' },
    ]);
    expect(links('详情见https://a.example/退。您看,http://b.example/x)吗')).toEqual([
      'https://a.example/',
      'http://b.example/x',
    ]);
  });

  it('makes a link of nothing but http and https', () => {
    for (const text of ['javascript:alert(1)', 'data:text/html,x', 'file:///etc', 'https://', 'xhttp:/a']) {
      expect(links(text)).toEqual([]);
    }
  });

  it('loses no character', () => {
    const text = 'a https://a.example b\nhttp://c.example/? ';
    expect(
      splitLinks(text)
        .map((part) => part.text)
        .join(''),
    ).toBe(text);
    expect(splitLinks('')).toEqual([]);
  });
});
