import { describe, expect, it } from 'vitest';
import { emojiText } from '../../../scripts/lib/emoji.mjs';
import { found, readEmoji } from './search.ts';

describe.each(['zh', 'en'] as const)('emoji in %s', (language) => {
  const groups = readEmoji(JSON.parse(emojiText(language)));

  it('are there by group, each once, with a name', () => {
    expect(groups).toHaveLength(9);
    const all = groups.flat();
    expect(all.length).toBeGreaterThan(1200);
    expect(new Set(all.map(({ emoji }) => emoji)).size).toBe(all.length);
  });

  it('are found by words of either language', () => {
    const find = (wanted: string) => found(groups, wanted).map(({ emoji }) => emoji);
    expect(find('thumbs up')[0]).toMatch(/^👍/u);
    expect(find('GRINNING')[0]).toBe('😀');
    expect(find('猫')).toContain('🐱');
    expect(find('cat')).toContain('🐱');
    expect(find('zzzz')).toEqual([]);
    // A Latin word begins one: "at" is no cat.
    expect(find('at')).not.toContain('🐱');
  });

  it('refuses what is none', () => {
    expect(() => readEmoji([[['x']]])).toThrow();
    expect(() => readEmoji({})).toThrow();
  });
});
