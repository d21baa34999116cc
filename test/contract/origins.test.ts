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

  test('a look that is under way does not undo what is changed meanwhile', async () => {
    const one = await node();
    await one.allow(a);
    for (let round = 0; round < 20; round += 1) {
      const looks = [one.look(), one.allow(b), one.look(), one.withdraw(a), one.look()];
      await Promise.all(looks);
      expect([one.isAllowed(a), one.isAllowed(b)]).toEqual([false, true]);
      await Promise.all([one.look(), one.withdraw(b), one.look(), one.allow(a), one.look()]);
      expect([one.isAllowed(a), one.isAllowed(b)]).toEqual([true, false]);
    }
  });
});
