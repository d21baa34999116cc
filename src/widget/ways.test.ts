import { describe, expect, it } from 'vitest';
import { mailSaying, waysOut } from './ways.ts';

describe('[C8] the ways that are offered', () => {
  it('are the hub’s, and the page’s where the hub gives none', () => {
    const hub = { hotline: '400-800-8800', email: null, form: 'javascript:alert(1)' };
    const page = { hotline: '110', email: 'help@shop.example', form: 'https://shop.example/contact' };
    expect(waysOut(hub, page)).toEqual([
      { is: 'hotline', link: 'tel:4008008800', text: '400-800-8800' },
      { is: 'email', link: 'mailto:help@shop.example', text: 'help@shop.example' },
      { is: 'form', link: 'https://shop.example/contact', text: 'https://shop.example/contact' },
    ]);
    expect(waysOut({}, {})).toEqual([]);
    expect(waysOut({ hotline: {}, email: 7, form: [] }, { form: 'data:text/html,x' })).toEqual([]);
  });
});

describe('[C8] the e-mail', () => {
  const link = 'mailto:help@shop.example';
  it('says what was written, and nothing else can be put into it', () => {
    expect(mailSaying(link, '来自网站 & 店', ['一\n二', 'a&bcc=x@y.example'])).toBe(
      `${link}?subject=${encodeURIComponent('来自网站 & 店')}&body=${encodeURIComponent('一\r\n二\r\n\r\na&bcc=x@y.example')}`,
    );
    expect(mailSaying(link, 's', [])).toBe(`${link}?subject=s`);
    expect(mailSaying(link, 's', ['\ud83d x 😀'])).toBe(
      `${link}?subject=s&body=${encodeURIComponent(' x 😀')}`,
    );
  });

  it('says all of it or nothing', () => {
    const fits = (length: number) => mailSaying(link, 's', ['x'.repeat(length)]).includes('body');
    expect(fits(1900)).toBe(true);
    expect(fits(2000)).toBe(false);
    expect(mailSaying(link, 's', ['字'.repeat(300)])).toBe(`${link}?subject=s`);
  });
});
