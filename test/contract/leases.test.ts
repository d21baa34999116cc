import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Me } from '#shared/protocol/handshake.ts';
import { createLog } from '../../src/hub/platform/log/index.ts';
import { createLeases } from '../../src/hub/routing/index.ts';
import { openStore, places, type Store } from './stores.ts';
import { from, taking } from './writes.ts';

const minute = 60_000;
const quiet = createLog({ write: () => undefined });

describe.each(places)('leases on $name', ({ open }) => {
  let place: Awaited<ReturnType<typeof open>>;
  let store: Store;
  let now: number;
  let ann: Me;
  let ids: string[];

  beforeAll(async () => {
    place = await open();
  });
  afterAll(() => place.close());
  beforeEach(async () => {
    store = await openStore(await place.location());
    now = 1_700_000_000_000;
    ann = await store.person('ann');
    ids = [];
    for (const _ of [1, 2, 3]) {
      const { conversationId } = await store.conversations.write(from(await store.visitor()));
      const held = await store.conversations.reads.held(conversationId);
      if (held !== null) await store.conversations.write(taking(ann, held.conversation));
      ids.push(conversationId);
    }
  });
  afterEach(() => store.close());

  /** A node, with nobody connected to it. */
  const node = () =>
    createLeases({
      database: store.database,
      workspaceId: store.workspace.id,
      clock: { now: () => now, every: () => () => undefined },
      time: minute,
      isHere: () => false,
      write: store.conversations.write,
      log: quiet,
    });
  const pass = (milliseconds: number) => {
    now += milliseconds;
    store.setClock(now);
  };
  const agents = async () =>
    Promise.all(ids.map(async (id) => (await store.conversations.reads.held(id))?.conversation.agent?.name));

  test('[P13] two nodes that find it at once put it back once', async () => {
    const nodes = [node(), node()];
    await nodes[0]?.renew([ann.id]);
    pass(minute - 1);
    await Promise.all(nodes.map((each) => each.look()));
    expect(await agents()).toEqual(['ann', 'ann', 'ann']);
    pass(1);
    const before = store.committed.length;
    await Promise.all(nodes.map((each) => each.look()));
    expect(await agents()).toEqual([undefined, undefined, undefined]);
    const released = store.committed.slice(before).map(({ entry }) => [entry.conversationId, entry.body]);
    const body = { kind: 'assigned', from: { id: ann.id, name: 'ann' }, to: null, reason: 'agent_gone' };
    expect(released.sort()).toEqual(ids.map((id) => [id, body]).sort());
  });

  test('[P13] who comes back while their lease is being looked at keeps everything', async () => {
    const { look, renew } = node();
    await renew([ann.id]);
    pass(5 * minute);
    // The order in which a process that slept hears of it: the clock first, then its sockets.
    const looking = look();
    const renewing = renew([ann.id]);
    await Promise.all([looking, renewing]);
    expect(await agents()).toEqual(['ann', 'ann', 'ann']);
    pass(minute);
    await look();
    expect(await agents()).toEqual([undefined, undefined, undefined]);
  });

  test('[P13] a node that starts gives whoever holds something the whole time, once', async () => {
    await node().renew([ann.id]);
    pass(5 * minute);
    const { begin, look } = node();
    await begin();
    pass(minute - 1);
    await look();
    expect(await agents()).toEqual(['ann', 'ann', 'ann']);
    pass(1);
    await look();
    expect(await agents()).toEqual([undefined, undefined, undefined]);
  });
});
