import { describe, expect, it } from 'vitest';
import { giveHues } from './hues.ts';
import type { TabOrder } from './tab-order.ts';
import { keptTabs, neighbour, noTabs, withoutTab, withTab } from './tab-order.ts';

const tabs = (order: string, active: string): TabOrder => ({ order: [...order], active });

describe('tabs', () => {
  it('opens at the end, and only shows what is open already', () => {
    expect(withTab(noTabs, 'a')).toEqual(tabs('a', 'a'));
    expect(withTab(tabs('ab', 'b'), 'a')).toEqual(tabs('ab', 'a'));
    const same = tabs('ab', 'b');
    expect(withTab(same, 'b')).toBe(same);
  });

  it('shows the right neighbour of a closed tab, else the left, else none', () => {
    expect(withoutTab(tabs('abc', 'b'), 'b')).toEqual(tabs('ac', 'c'));
    expect(withoutTab(tabs('abc', 'c'), 'c')).toEqual(tabs('ab', 'b'));
    expect(withoutTab(tabs('a', 'a'), 'a')).toEqual(noTabs);
    expect(withoutTab(tabs('abc', 'a'), 'c')).toEqual(tabs('ab', 'a'));
  });

  it('walks around the end', () => {
    expect(neighbour(tabs('abc', 'c'), 1)).toBe('a');
    expect(neighbour(tabs('abc', 'a'), -1)).toBe('c');
    expect(neighbour(noTabs, 1)).toBeNull();
  });

  it('drops tabs of conversations that do not exist', () => {
    expect(keptTabs(tabs('abc', 'b'), (id) => id !== 'b')).toEqual(tabs('ac', 'c'));
  });
});

describe('giveHues', () => {
  it('never changes a hue that is in use, and gives a new one to whoever has none', () => {
    const first = giveHues(new Map(), ['a', 'b']);
    const second = giveHues(first, ['b', 'c', 'a']);
    expect(second.get('a')).toBe(first.get('a'));
    expect(second.get('b')).toBe(first.get('b'));
    expect(new Set(second.values()).size).toBe(3);
    expect(giveHues(second, ['a', 'b', 'c'])).toBe(second);
  });

  it('frees the hue of what is closed and honours the last run', () => {
    expect(giveHues(new Map([['a', 1]]), ['b']).get('b')).toBe(1);
    expect(giveHues(new Map(), ['a', 'b'], new Map([['b', 1]]))).toEqual(
      new Map([
        ['b', 1],
        ['a', 2],
      ]),
    );
  });
});
