import { expect, it } from 'vitest';
import { say, shopOrigin, startTestHub, visitorClient } from '../support/hub.ts';
import { undoList } from '../support/launch-undo.ts';
import { startProxy } from './proxy.ts';

it('[P17] a hub that is told to stop does not wait for clients whose network is gone', async () => {
  const undo = undoList();
  try {
    const hub = await startTestHub();
    undo.add(hub.stop);
    const proxy = await startProxy({ to: Number(new URL(hub.url).port), random: () => 0 });
    undo.add(proxy.close);
    const visitor = await visitorClient(proxy.url, undefined, shopOrigin);
    undo.add(visitor.close);
    await say(visitor, 'hello');
    // Neither the hub's farewell nor the end of its connection arrives, and nothing comes back.
    undo.add(proxy.put({ kind: 'hole', way: 'both' }));
    const from = Date.now();
    await hub.hub.stop();
    expect(Date.now() - from).toBeLessThan(10_000);
  } finally {
    await undo.all();
  }
}, 60_000);
