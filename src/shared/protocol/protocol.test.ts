import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newId } from '../domain/key.ts';
import { deskEvents, deskNews } from './desk.ts';
import { isRefusalCode, RefusalError, refusalOf, refusals } from './errors.ts';
import { maxTextLength, text, token } from './fields.ts';
import { deskHandshake, registerAnswer, signInAnswer, visitorHandshake } from './handshake.ts';
import { isCompatible, protocolVersion } from './version.ts';
import { visitorEvents, visitorNews } from './visitor.ts';

describe('[P14] door', () => {
  it('lets in the same major and nothing else', () => {
    expect(isCompatible(protocolVersion)).toBe(true);
    expect(isCompatible('1.99', '1.0')).toBe(true);
    for (const bad of ['2.0', '0.9', '1', '', '1.0.0', 'v1.0', '1.x', '11.0', ' 1.0'])
      expect(isCompatible(bad, '1.0')).toBe(false);
  });

  it('every event has a strict schema: an extra field is refused', () => {
    for (const [name, rule] of Object.entries({ ...deskEvents, ...visitorEvents })) {
      const issues = rule.input.safeParse({ extra: 1 }).error?.issues ?? [];
      expect(
        issues.some((i) => i.code === 'unrecognized_keys'),
        name,
      ).toBe(true);
      expect(rule.roles.length, name).toBeGreaterThan(0);
    }
  });

  it('what a newer minor adds is ignored by those who are told of it', () => {
    const told = {
      ...deskNews,
      ...visitorNews,
      signInAnswer,
      registerAnswer,
      deskHandshake,
      visitorHandshake,
    };
    const answers = Object.entries({ ...deskEvents, ...visitorEvents }).map(
      ([n, rule]) => [n, rule.answer] as const,
    );
    for (const [name, schema] of [...Object.entries(told), ...answers]) {
      // A mark is asked as well as told: asked, it is strict.
      if (name === 'mark' || name === 'mark.set') continue;
      const issues = schema.safeParse({ addedLater: 1 }).error?.issues ?? [];
      expect(issues.length, name).toBeGreaterThan(0);
      expect(
        issues.some((i) => i.code === 'unrecognized_keys'),
        name,
      ).toBe(false);
    }
  });

  it('no event is for visitors and staff at once', () => {
    for (const rule of Object.values(deskEvents)) expect(rule.roles).not.toContain('visitor');
    for (const rule of Object.values(visitorEvents)) expect(rule.roles).toEqual(['visitor']);
  });

  it('no schema throws on anything', () => {
    fc.assert(
      fc.property(fc.anything(), (junk) => {
        for (const rule of Object.values({ ...deskEvents, ...visitorEvents })) rule.input.safeParse(junk);
      }),
      { numRuns: 200 },
    );
  });
});

describe('refusals', () => {
  it('keep their code and hide what nobody foresaw', () => {
    expect(refusalOf(new RefusalError({ code: 'taken', owner: 'Lin' }))).toEqual({
      code: 'taken',
      owner: 'Lin',
    });
    expect(refusalOf(new Error('select * from person'))).toEqual({ code: 'internal' });
    expect(isRefusalCode('slow_down')).toBe(true);
    expect(isRefusalCode('toString')).toBe(false);
    for (const { status } of Object.values(refusals)) expect(status).toBeGreaterThanOrEqual(400);
  });
});

describe('fields', () => {
  it('text is something to read and not too much of it', () => {
    expect(text.safeParse('好').success).toBe(true);
    expect(text.safeParse('a'.repeat(maxTextLength)).success).toBe(true);
    for (const bad of ['', '  \n', 'a'.repeat(maxTextLength + 1), 5, null])
      expect(text.safeParse(bad).success).toBe(false);
  });

  it('a form has so many fields and no more: they are kept for ever', () => {
    const fields = (n: number) =>
      Object.fromEntries(Array.from({ length: n }, (_, i) => [`field ${i}`, 'x']));
    const asked = (n: number) =>
      visitorEvents['message.send'].input.safeParse({
        key: newId(),
        text: 'a',
        page: null,
        fields: fields(n),
      });
    expect([asked(30).success, asked(31).success]).toEqual([true, false]);
  });

  it('token is 256 bits of base64url', () => {
    expect(token.safeParse(Buffer.alloc(32, 7).toString('base64url')).success).toBe(true);
    expect(token.safeParse(Buffer.alloc(31, 7).toString('base64url')).success).toBe(false);
  });
});
