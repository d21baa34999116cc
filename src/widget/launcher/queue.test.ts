import { describe, expect, it } from 'vitest';
import { type Call, type QueueOwner, takeOver, type YingkeFunction } from './queue.ts';

/** The snippet of docs/embedding.md, on a page of our own. */
function pageWithSnippet() {
  const page: QueueOwner = {};
  const stub: YingkeFunction = (...call) => {
    const owner = page.yingke as YingkeFunction;
    owner.q ??= [];
    owner.q.push(call);
  };
  page.yingke = stub;
  return { page, stub, call: (...call: unknown[]) => (page.yingke as YingkeFunction)(...call) };
}

describe('taking over the queue', () => {
  it('runs what was called before the script came, in order, then what comes', () => {
    const { page, call } = pageWithSnippet();
    const ran: Call[] = [];
    call('locale', 'en');
    call('open');
    expect(takeOver(page, (one) => ran.push(one))).toBe(true);
    call('close');
    expect(ran).toEqual([['locale', 'en'], ['open'], ['close']]);
  });

  it('hears a page that has kept the old function', () => {
    const { page, stub } = pageWithSnippet();
    const ran: Call[] = [];
    takeOver(page, (one) => ran.push(one));
    stub('open');
    expect(ran).toEqual([['open']]);
  });

  it('works without a snippet', () => {
    const page: QueueOwner = {};
    const ran: Call[] = [];
    takeOver(page, (one) => ran.push(one));
    (page.yingke as YingkeFunction)('open');
    expect(ran).toEqual([['open']]);
  });

  it('leaves a widget alone that is already there', () => {
    const page: QueueOwner = {};
    takeOver(page, () => {});
    const first = page.yingke;
    expect(takeOver(page, () => {})).toBe(false);
    expect(page.yingke).toBe(first);
  });

  it('lets a call that is made by a call wait its turn', () => {
    const { page, call } = pageWithSnippet();
    const ran: string[] = [];
    call('a');
    call('b');
    takeOver(page, ([name]) => {
      ran.push(`start ${name}`);
      if (name === 'a') call('c');
      ran.push(`end ${name}`);
    });
    expect(ran).toEqual(['start a', 'end a', 'start b', 'end b', 'start c', 'end c']);
  });

  it('never throws into the page, and goes on', () => {
    const { page, call } = pageWithSnippet();
    const ran: unknown[] = [];
    call('bad');
    call('good');
    expect(() =>
      takeOver(page, ([name]) => {
        if (name === 'bad') throw new Error('x');
        ran.push(name);
      }),
    ).not.toThrow();
    expect(ran).toEqual(['good']);
  });
});
