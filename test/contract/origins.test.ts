import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createOrigins } from '../../src/hub/platform/access/index.ts';
import { openStore, places, type Store } from './stores.ts';

describe.each(places)('sites that may embed the widget, on $name', ({ open }) => {
  let place: Awaited<ReturnType<typeof open>>;
  let store: Store;
  let now = 0;

  beforeAll(async () => {
    place = await open();
  });
  afterAll(() => place.close());
  beforeEach(async () => {
    store = await openStore(await place.location());
  });
  afterEach(() => store.close());

  const node = () =>
    createOrigins(store.database, store.workspace.id, { now: () => now++, every: () => () => undefined });
  const [a, b] = ['https://a.example.test', 'https://b.example.test'];

  test('what one node allows or withdraws, another knows after its next look', async () => {
    const [one, other] = [await node(), await node()];
    await one.allow(b);
    await one.allow(a);
    await one.allow(a);
    expect([one.isAllowed(a), other.isAllowed(a)]).toEqual([true, false]);
    await other.look();
    expect(other.isAllowed(a)).toBe(true);
    expect((await other.list()).map(({ origin }) => origin)).toEqual([b, a]);
    await one.withdraw(a);
    await other.look();
    expect([one.isAllowed(a), other.isAllowed(a), other.isAllowed(b)]).toEqual([false, false, true]);
    await expect(one.allow(`${a}/path`)).rejects.toThrow('not an origin');
  });

  test('a look that is under way does not undo what is allowed meanwhile', async () => {
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let isHolding = false;
    const kysely = holding(store.database.kysely, () => (isHolding ? held : Promise.resolve()));
    const clock = { now: () => now++, every: () => () => undefined };
    const one = await createOrigins({ ...store.database, kysely }, store.workspace.id, clock);
    isHolding = true;
    const look = one.look();
    isHolding = false;
    // The database has answered the look without it; the look hears of that only now.
    await one.allow(a);
    release();
    await look;
    expect(one.isAllowed(a)).toBe(true);
  });
});

/** The same, but whoever has something executed hears of it only after what `until()` says at the asking. */
function holding<T extends object>(target: T, until: () => Promise<void>): T {
  return new Proxy(target, {
    get: (of, name) => {
      const value: unknown = Reflect.get(of, name);
      if (typeof value !== 'function') return value;
      return (...given: unknown[]) => {
        const answer: unknown = value.apply(of, given);
        if (name === 'execute') return Promise.all([answer, until()]).then(([rows]) => rows);
        return typeof answer === 'object' && answer !== null ? holding(answer, until) : answer;
      };
    },
  });
}
