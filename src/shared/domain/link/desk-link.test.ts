import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LinkTarget, linkFaults, linkToConversation, longestLink, readLink } from './desk-link.ts';

const id = '0198c0de-1a2b-7c3d-8e4f-0123456789ab';
const targetOf = (text: string): LinkTarget | string => {
  const read = readLink(text);
  return 'link' in read ? read.link.target : read.fault;
};

describe('a link that is one', () => {
  it('shows one of four things', () => {
    expect(targetOf('yingke://open')).toEqual({ kind: 'open' });
    expect(targetOf('yingke://open/')).toEqual({ kind: 'open' });
    expect(targetOf('YINGKE://open')).toEqual({ kind: 'open' });
    expect(targetOf(`yingke://conversation/${id}`)).toEqual({ kind: 'conversation', conversationId: id });
    expect(targetOf(`yingke://conversation/${id.toUpperCase()}/`)).toEqual({
      kind: 'conversation',
      conversationId: id,
    });
    expect(targetOf(`yingke://customer/${id}`)).toEqual({ kind: 'customer', customerId: id });
    for (const [written, number] of [
      ['13800138000', '13800138000'],
      ['+8613800138000', '+8613800138000'],
      ['%2B8613800138000', '+8613800138000'],
      ['%2b442071838750/', '+442071838750'],
      ['110', '110'],
    ])
      expect(targetOf(`yingke://dial/${written}`)).toEqual({ kind: 'dial', number });
  });

  it('names a hub by its address alone', () => {
    const hubOf = (hub: string) => {
      const read = readLink(`yingke://conversation/${id}?hub=${hub}`);
      return 'link' in read ? read.link.hub : read.fault;
    };
    expect(hubOf('https%3A%2F%2Fdesk.example.com')).toBe('https://desk.example.com');
    expect(hubOf('https://DESK.example.com:443')).toBe('https://desk.example.com');
    expect(hubOf('http://localhost:3000')).toBe('http://localhost:3000');
    expect(hubOf(encodeURIComponent('http://[::1]:3000'))).toBe('http://[::1]:3000');
    for (const bad of [
      ...['ws://desk.example.com', 'https://u:p@desk.example.com', 'https://desk.example.com/path'],
      ...['ftp://desk.example.com', 'desk.example.com', 'https://', 'https://desk.example.com:99999'],
      ...['https%3A%2F%2Fd%00esk.example.com', '%E0%A4%A', 'https://-a.example', 'https://xn--%D0%B0.com'],
      ...['javascript:1', 'https://desk.example.com%23', 'https://desk.example.com%3Fa', '%2F%2Fhost'],
    ])
      expect(hubOf(bad)).toBe('hub');
    for (const bad of ['', '=', 'a&hub=b', 'https://a.com&x=1', 'https://a.com&hub=https://b.com'])
      expect(hubOf(bad)).toBe('query');
  });

  it('is what the desk itself makes of a conversation, whatever its hub is called', () => {
    for (const hub of ['https://desk.example.com', 'http://127.0.0.1:4123', 'https://a.b.c.example:8443']) {
      expect(readLink(linkToConversation(id, hub))).toEqual({
        link: { target: { kind: 'conversation', conversationId: id }, hub },
      });
    }
  });
});

describe('a link that is none', () => {
  it('is refused by its length, its characters, its scheme or its shape', () => {
    const cases: readonly (readonly [string, string])[] = [
      ['', 'characters'],
      [`yingke://dial/${'1'.repeat(longestLink)}`, 'length'],
      ['yingke:open', 'scheme'],
      ['yingke:/open', 'scheme'],
      ['yingkes://open', 'scheme'],
      ['https://yingke.example/yingke://open', 'scheme'],
      ['javascript:yingke://open', 'scheme'],
      [' yingke://open', 'characters'],
      ['yingke://open\n', 'characters'],
      ['yingke://open\u0000', 'characters'],
      ['yingke://open" --inspect=9229', 'characters'],
      ["yingke://open'", 'characters'],
      ['yingke://open`id`', 'characters'],
      ['yingke://open\\..\\x', 'characters'],
      ['yingke://öpen', 'characters'],
      ['yingke://dial/１３８００１３８０００', 'characters'],
      ['yingke://', 'shape'],
      ['yingke:///open', 'shape'],
      ['yingke://open//', 'shape'],
      ['yingke://open/x', 'shape'],
      ['yingke://Open', 'shape'],
      ['yingke://user:pass@open', 'shape'],
      ['yingke://send/hello', 'shape'],
      ['yingke://take/1', 'shape'],
      ['yingke://open#x', 'shape'],
      ['yingke://__proto__', 'shape'],
      ['yingke://constructor/prototype', 'shape'],
      [`yingke://conversation/${id}/close`, 'shape'],
      [`yingke://conversation/${id}//`, 'shape'],
      ['yingke://conversation', 'id'],
      ['yingke://conversation/', 'id'],
      ['yingke://conversation/..', 'id'],
      ['yingke://conversation/%2e%2e', 'id'],
      ['yingke://conversation/1', 'id'],
      [`yingke://conversation/${id}%00`, 'id'],
      [`yingke://conversation/${id}#x`, 'id'],
      ['yingke://customer/*', 'id'],
      ['yingke://dial/', 'number'],
      ['yingke://dial/12', 'number'],
      ['yingke://dial/++86138', 'number'],
      ['yingke://dial/138;phone-context=x', 'number'],
      ['yingke://dial/138,,1#', 'number'],
      ['yingke://dial/%2B%2B86138', 'number'],
      ['yingke://dial/*21*138%23', 'number'],
      [`yingke://dial/${'1'.repeat(21)}`, 'number'],
      ['yingke://open?', 'query'],
      ['yingke://open?draft=hello', 'query'],
      ['yingke://open?hub=a?hub=b', 'query'],
      ['yingke://open?HUB=https://a.com', 'query'],
    ];
    for (const [text, fault] of cases) expect([text, targetOf(text)]).toEqual([text, fault]);
  });

  it('200 that were spoilt by one character or one piece each are refused, or show just what they name', () => {
    const good = [
      'yingke://open',
      `yingke://conversation/${id}?hub=https%3A%2F%2Fdesk.example.com`,
      `yingke://customer/${id}`,
      'yingke://dial/+8613800138000',
    ];
    const pieces = [
      ...[
        '..',
        '//',
        '/',
        '?',
        '&',
        '#',
        '@',
        '%00',
        '%0d%0a',
        '%2F',
        '\\',
        '"',
        "'",
        '`',
        '$(id)',
        ' ',
        '\n',
      ],
      ...[
        '--wipe',
        ' --data=/tmp',
        '<script>',
        'javascript:',
        'file:///etc/passwd',
        '\u202e',
        '\u0430',
        '😀',
      ],
      ...['a:b@', '?hub=https://evil.example', '&hub=https://evil.example', ';id', '|id', '%', '\u0000', '*'],
    ];
    const spoilt = fc
      .tuple(fc.constantFrom(...good), fc.constantFrom(...pieces), fc.nat(), fc.nat({ max: 3 }))
      .map(([text, piece, at, cut]) => {
        const place = at % (text.length + 1);
        return text.slice(0, place) + piece + text.slice(place + cut);
      });
    const seen: string[] = [];
    fc.assert(
      fc.property(spoilt, (text) => {
        seen.push(text);
        const read = readLink(text);
        if ('fault' in read) {
          expect(linkFaults).toContain(read.fault);
          return;
        }
        // What was let through is exactly one of the shapes, and nothing of the piece is in it.
        const { target, hub } = read.link;
        if (hub !== null) expect(new URL(hub).origin).toBe(hub);
        if (target.kind === 'dial') expect(target.number).toMatch(/^\+?\d{3,20}$/);
        else if (target.kind !== 'open')
          expect(target.kind === 'customer' ? target.customerId : target.conversationId).toBe(id);
        expect(Object.keys(read.link)).toEqual(['target', 'hub']);
      }),
      { numRuns: 200, seed: 46 },
    );
    expect(new Set(seen).size).toBeGreaterThan(150);
  });

  it('anything at all is answered, quickly and without being thrown', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 2000, unit: 'binary' }), (text) => {
        expect(targetOf(`yingke://${text}`)).toBeDefined();
        expect(targetOf(text)).toBeDefined();
      }),
      { seed: 46 },
    );
  });
});
