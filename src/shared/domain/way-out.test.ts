import { describe, expect, it } from 'vitest';
import { emailLink, formLink, hotlineLink } from './way-out.ts';

const odd = [undefined, null, 7, {}, [], '', ' ', 'javascript:alert(1)', '<b>', 'a\nb', 'data:text/html,x'];

describe('[C8] ways out', () => {
  it('are links to what people write', () => {
    expect(hotlineLink('400-800-8800')).toBe('tel:4008008800');
    expect(hotlineLink('+86 (10) 8888.8888')).toBe('tel:+861088888888');
    expect(hotlineLink('110')).toBe('tel:110');
    expect(emailLink('help+shop@mail.shop.example')).toBe('mailto:help+shop@mail.shop.example');
    expect(formLink('https://shop.example/contact?from=chat#form')).toBe(
      'https://shop.example/contact?from=chat#form',
    );
    expect(formLink('HTTPS://Shop.Example/a b')).toBe('https://shop.example/a%20b');
  });

  it.each(odd)('are null for %j', (given) => {
    for (const link of [hotlineLink, emailLink, formLink]) expect(link(given)).toBeNull();
  });

  it('smuggle nothing into the link', () => {
    for (const given of ['+', '--', '12', '1+2', '400*21#', '400;ext=1', '4'.repeat(41), '４００８００']) {
      expect(hotlineLink(given), given).toBeNull();
    }
    for (const given of [
      'a@b.example?bcc=c@d.example',
      'a@b.example,c@d.example',
      'a@b.example%0d%0aBcc:c@d.example',
      '"a b"@c.example',
      'a@b',
      'a@b..example',
      '@b.example',
      'a@b.example\u202e',
      `${'a'.repeat(250)}@b.example`,
    ]) {
      expect(emailLink(given), given).toBeNull();
    }
    for (const given of [
      'http://shop.example',
      '//shop.example',
      'shop.example',
      'https://',
      'https://bank.example@evil.example/',
      'https://a:b@shop.example/',
      'ftp://shop.example',
      'file:///etc/passwd',
      ' javascript:alert(1)//https://shop.example',
      `https://shop.example/${'a'.repeat(2000)}`,
    ]) {
      expect(formLink(given), given).toBeNull();
    }
  });
});
