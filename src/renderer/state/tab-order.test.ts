import { describe, expect, it } from 'vitest';
import { giveHues } from './hues.ts';
import type { TabOrder } from './tab-order.ts';
import {
  keptTabs,
  moved,
  neighbour,
  noTabs,
  readTabs,
  reopened,
  swapped,
  withBeside,
  withoutTab,
  withoutTabs,
  withPin,
  withTab,
} from './tab-order.ts';

const tabs = (order: string, active: string, more: Partial<TabOrder> = {}): TabOrder => ({
  ...noTabs,
  order: [...order],
  active,
  ...more,
});

describe('tabs', () => {
  it('opens at the end, and only shows what is open already', () => {
    expect(withTab(noTabs, 'a')).toEqual(tabs('a', 'a'));
    expect(withTab(tabs('ab', 'b'), 'a')).toEqual(tabs('ab', 'a'));
    const same = tabs('ab', 'b');
    expect(withTab(same, 'b')).toBe(same);
  });

  it('shows the right neighbour of a closed tab, else the left, else none', () => {
    expect(withoutTab(tabs('abc', 'b'), 'b')).toEqual(tabs('ac', 'c', { closed: ['b'] }));
    expect(withoutTab(tabs('abc', 'c'), 'c')).toEqual(tabs('ab', 'b', { closed: ['c'] }));
    expect(withoutTab(tabs('a', 'a'), 'a')).toEqual({ ...noTabs, closed: ['a'] });
    expect(withoutTab(tabs('abc', 'a'), 'c')).toEqual(tabs('ab', 'a', { closed: ['c'] }));
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

describe('pinned tabs', () => {
  const pinned = tabs('abcd', 'c', { pinned: ['a', 'b'] });

  it('stand first, in the order in which they were pinned', () => {
    expect(withPin(withPin(tabs('abcd', 'c'), 'c', true), 'b', true)).toMatchObject({
      order: [...'cbad'],
      pinned: ['c', 'b'],
    });
    expect(withPin(pinned, 'a', false)).toMatchObject({ order: [...'bacd'], pinned: ['b'] });
    expect(withPin(pinned, 'a', true)).toBe(pinned);
  });

  it('stay among themselves when they are moved, and so do the others', () => {
    expect(moved(pinned, 'a', 3).order).toEqual([...'bacd']);
    expect(moved(pinned, 'd', 0).order).toEqual([...'abdc']);
    expect(moved(pinned, 'c', 3).order).toEqual([...'abdc']);
    expect(moved(pinned, 'x', 1)).toBe(pinned);
    expect(moved(pinned, 'c', 2)).toBe(pinned);
  });

  it('are not closed with the rest', () => {
    expect(withoutTabs(pinned, [...'abcd'])).toMatchObject({
      order: ['a', 'b'],
      active: 'b',
      closed: ['c', 'd'],
    });
  });
});

describe('closed tabs', () => {
  it('open again, the last one first, as long as they exist', () => {
    const closed = ['b', 'c'].reduce(withoutTab, tabs('abc', 'a'));
    const once = reopened(closed, () => true);
    expect(once).toMatchObject({ order: ['a', 'c'], active: 'c', closed: ['b'] });
    expect(reopened(once, (id) => id !== 'b')).toBe(once);
    expect(reopened(once, () => true)).toMatchObject({ active: 'b', closed: [] });
  });
});

describe('two side by side', () => {
  const two = withBeside(tabs('abc', 'a'), 'b');

  it('one is worked in, and the other takes over where it stands', () => {
    expect(two).toMatchObject({ active: 'a', beside: 'b', besideFirst: false });
    expect(swapped(two)).toMatchObject({ active: 'b', beside: 'a', besideFirst: true });
    expect(withTab(two, 'b')).toEqual(swapped(two));
  });

  it('another tab takes the place of the one that is worked in', () => {
    expect(withTab(two, 'c')).toMatchObject({ active: 'c', beside: 'b' });
  });

  it('is over when one of them is closed', () => {
    expect(withoutTab(two, 'a')).toMatchObject({ active: 'b', beside: null });
    expect(withoutTab(two, 'b')).toMatchObject({ active: 'a', beside: null });
    expect(withoutTab(two, 'c')).toMatchObject({ active: 'a', beside: 'b' });
    expect(withBeside(two, null)).toMatchObject({ active: 'a', beside: null });
  });

  it('never shows one twice, and nothing beside nothing', () => {
    expect(withBeside(two, 'a')).toBe(two);
    expect(withBeside(noTabs, 'a')).toBe(noTabs);
  });
});

describe('readTabs', () => {
  it('takes what is sound of what was kept', () => {
    expect(
      readTabs({ order: ['a', 1, 'b', 'a'], active: 'x', beside: 'b', pinned: ['b', 'y'], closed: null }),
    ).toEqual({ order: ['b', 'a'], active: 'a', beside: 'b', besideFirst: false, pinned: ['b'], closed: [] });
    expect(readTabs({ order: 'nonsense' })).toEqual(noTabs);
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
