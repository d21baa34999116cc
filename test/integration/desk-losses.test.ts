import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId } from '#shared/domain/key.ts';
import type { DeskNews } from '#shared/protocol/desk.ts';
import { openDatabase } from '../../src/hub/platform/database/index.ts';
import { randomOf } from '../faults/random.ts';
import {
  deskClient,
  say,
  startTestHub,
  type TestHub,
  testPeople,
  type VisitorClient,
  visitorClient,
} from '../support/hub.ts';
import { type BareSeat, takeBareSeat } from './desk-seat.ts';

/** What is lost, doubled or turned around between a hub and a desk, and what a hub itself has lost. */

const unlimited = { points: 1_000_000, duration: 10_000 };

let hub: TestHub;
let seat: BareSeat | null = null;
let visitors: VisitorClient[] = [];

beforeEach(async () => {
  hub = await startTestHub({
    limits: { visitorMessages: unlimited, visitorEvents: unlimited, addressMessages: unlimited },
  });
});
afterEach(async () => {
  seat?.stop();
  for (const visitor of visitors) visitor.close();
  visitors = [];
  await hub.stop();
});

async function newVisitor(): Promise<VisitorClient> {
  const visitor = await visitorClient(hub.url);
  visitors.push(visitor);
  return visitor;
}

/** All that the hub has of a conversation, by a supervisor who may see everything. */
async function atHub(conversationId: string) {
  const sue = await deskClient(hub.url, testPeople.sue);
  const limit = 500;
  const page = await sue.get('conversation.pull', { conversationId, after: 0, before: null, limit });
  sue.close();
  return page.entries;
}

const held = (conversationId: string) => {
  try {
    return seat!.store.open(conversationId, 1_000).entries.map((entry) => entry.id);
  } catch {
    return [];
  }
};

test('[P7] [P9] one live packet in a hundred lost, some doubled or late: complete within 15 s, no reload', async () => {
  const seed = 20_261_122;
  const random = randomOf(seed).next;
  const fates = { lost: 0, doubled: 0, late: 0 };
  let late: DeskNews['entries'][] = [];
  seat = await takeBareSeat(hub.url, {
    entries: (news, deliver) => {
      const dice = random();
      if (dice < 0.01) fates.lost += 1;
      else if (dice < 0.03) {
        fates.late += 1;
        late.push(news);
      } else {
        deliver(news);
        for (const each of late) deliver(each);
        late = [];
        if (dice > 0.98) {
          fates.doubled += 1;
          deliver(news);
        }
      }
    },
  });
  await Promise.all(Array.from({ length: 10 }, newVisitor));
  const conversations = await Promise.all(
    visitors.map(async (visitor, v) => {
      let conversationId = '';
      for (let n = 0; n < 100; n += 1) ({ conversationId } = await say(visitor, `${v}: ${n}`));
      return conversationId;
    }),
  );
  const from = Date.now();
  for (const id of conversations) {
    const ids = (await atHub(id)).map((entry) => entry.id);
    await expect.poll(() => held(id), { timeout: 15_000 }).toEqual(ids);
  }
  const ms = Date.now() - from;
  expect(ms).toBeLessThan(15_000);
  expect(fates.lost, `seed ${seed}`).toBeGreaterThan(0);
  expect(fates.late * fates.doubled, `seed ${seed}`).toBeGreaterThan(0);
}, 60_000);

test('[P9] the last packet of all is lost: a head hint brings it within seconds, long before the beat', async () => {
  let isLosing = false;
  seat = await takeBareSeat(hub.url, {
    entries: (news, deliver) => {
      if (!isLosing) deliver(news);
    },
  });
  const visitor = await newVisitor();
  const { conversationId } = await say(visitor, 'first');
  await expect.poll(() => held(conversationId).length).toBeGreaterThan(2);
  isLosing = true;
  const { id } = await say(visitor, 'lost on the way');
  await expect.poll(() => held(conversationId).at(-1), { timeout: 15_000 }).toBe(id);
});

/** A hub's database as it is now, to be put back. */
async function backUp(): Promise<() => Promise<void>> {
  const names = ['hub.sqlite', 'hub.sqlite-wal', 'hub.sqlite-shm'];
  const copy = async (from: string, to: string) => {
    for (const name of names) {
      await rm(join(to, name), { force: true });
      await cp(join(from, name), join(to, name), { force: true }).catch(() => {});
    }
  };
  const kept = join(hub.folder, 'backup');
  await cp(join(hub.folder, 'hub.sqlite'), join(kept, 'hub.sqlite'));
  await copy(hub.folder, kept);
  return () => copy(kept, hub.folder);
}

const histories = {
  'put back to an older state': async () => {},
  'made another one': async () => {
    const database = await openDatabase(join(hub.folder, 'hub.sqlite'));
    await database.kysely.updateTable('workspace').set({ epoch: newId() }).execute();
    await database.close();
  },
};

test.each(Object.entries(histories))(
  '[P3] [P8] a database %s: what it had acknowledged, and had not told of, is there once in the end',
  async (_name, change) => {
    let isLosing = false;
    let acknowledged = 0;
    seat = await takeBareSeat(hub.url, {
      entries: (news, deliver) => {
        if (!isLosing) deliver(news);
      },
      onAcknowledged: () => {
        acknowledged += 1;
      },
    });
    const visitor = await newVisitor();
    const { conversationId } = await say(visitor, 'first');
    await expect.poll(() => held(conversationId).length).toBeGreaterThan(2);
    await hub.hub.stop();
    const putBack = await backUp();
    await hub.restart();

    // Acknowledged, and its entry never comes: the hub dies first, and its disk with it.
    await expect.poll(() => seat!.store.cursor().cursor).toBeGreaterThan(0);
    isLosing = true;
    const lost = seat.send(conversationId, 'acknowledged, and lost');
    await expect.poll(() => acknowledged).toBe(1);
    expect(seat.store.jobs()).toMatchObject([{ key: lost, state: 'sent' }]);
    await hub.hub.stop();
    isLosing = false;
    await putBack();
    await change();
    const behind = seat.send(conversationId, 'written while it was away');
    await hub.restart();

    await expect.poll(() => seat!.store.jobs(), { timeout: 15_000 }).toEqual([]);
    const keys = (await atHub(conversationId)).flatMap(({ author, key }) =>
      author.kind === 'agent' ? [key] : [],
    );
    expect([...keys].sort()).toEqual([lost, behind].sort());
    expect(keys.filter((key) => key === lost)).toHaveLength(1);
  },
  60_000,
);
