import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { newId } from '#shared/domain/key.ts';
import type { Mark, Seen } from '#shared/protocol/desk.ts';
import { RefusalError } from '#shared/protocol/errors.ts';
import { conversationOf, entryOf, meId } from '../../../test/support/desk-entries.ts';
import { virtualClock } from '../../../test/support/virtual-clock.ts';
import { type Db, openDatabase } from '../cache/database.ts';
import { type Store, storeOf } from '../cache/store.ts';
import { silentLog } from '../log.ts';
import { createMarks } from './marks.ts';
import type { Ask } from './requests.ts';

let dir: string;
let db: Db;
let store: Store;
const [a, b] = [newId(), newId()];

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'yingke-marks-'));
  ({ db } = openDatabase(join(dir, 'x.db'), 'ab'.repeat(32)));
  store = storeOf(db);
  for (const id of [a, b]) {
    const entries = [1, 2, 3, 4].map((seq) => entryOf(id, seq));
    store.apply({ entries, conversations: [conversationOf(id, 4)], cursor: null, startAnew: [], me: meId });
  }
});
afterEach(() => {
  db.close();
  rmSync(dir, { recursive: true, force: true });
});

/** Marks over a real store; `atHub` is what the hub has, and `refuse` what it says to the next questions. */
function stage(atHub: Mark[] = [], seenAtHub: Seen[] = []) {
  const clock = virtualClock();
  const set: { readonly seq: number; readonly at: number }[] = [];
  const refuse: RefusalError[] = [];
  const moved: string[] = [];
  let pulls = 0;
  const ask = (async (event: string, mark: Mark) => {
    if (event === 'marks.pull') pulls += 1;
    else set.push({ seq: mark.seq, at: clock.now() });
    const refusal = refuse.shift();
    if (refusal !== undefined) throw refusal;
    return event === 'marks.pull' ? { marks: atHub, seen: seenAtHub } : mark;
  }) as unknown as Ask;
  const marks = createMarks({
    ask,
    cache: {
      marksToSend: async () => store.marksToSend(),
      confirmMark: async (mark) => store.confirmMark(mark),
      applyMark: async (mark) => store.applyMark(mark),
      applySeen: async (seen) => store.applySeen(seen),
    },
    clock,
    random: () => 0.5,
    log: silentLog,
    onMoved: (id) => moved.push(id),
  });
  return { marks, clock, set, refuse, moved, pulls: () => pulls };
}

const readSeq = (id: string) => store.row(id)?.readSeq;

it('[P11] caught up, it takes over what another device has read, by maximum, and says what moved', async () => {
  const { marks, clock, moved, pulls } = stage([
    { conversationId: a, seq: 3 },
    { conversationId: b, seq: 1 },
    { conversationId: newId(), seq: 9 },
  ]);
  store.markRead({ conversationId: b, seq: 2 });
  marks.caughtUp();
  await clock.settle();
  expect([readSeq(a), readSeq(b)]).toEqual([3, 2]);
  expect(store.row(a)?.unread).toBe(1);
  expect(moved).toEqual([a]);
  marks.down();
  marks.caughtUp();
  await clock.settle();
  expect([pulls(), moved]).toEqual([2, [a]]);
});

it('[P11] a mark that could not be sent is sent again, later each time, without waiting for the next mark', async () => {
  const { marks, clock, set, refuse } = stage();
  marks.caughtUp();
  await clock.settle();
  store.markRead({ conversationId: a, seq: 2 });
  const begin = clock.now();
  refuse.push(
    new RefusalError('unavailable'),
    new RefusalError({ code: 'slow_down', retryAfter: 20_000 }),
    new RefusalError('internal'),
  );
  void marks.flush();
  await clock.pass(60_000);
  expect(set.map(({ at }) => at - begin)).toEqual([0, 1_500, 21_500, 27_500]);
  expect(store.marksToSend()).toEqual([]);
  expect(clock.waiting()).toBe(0);
  // What was told begins with the shortest wait again.
  store.markRead({ conversationId: a, seq: 3 });
  refuse.push(new RefusalError('unavailable'));
  void marks.flush();
  await clock.pass(2_000);
  expect(set.length).toBe(6);
});

it('[P11] without a line nothing is tried: the next one begins with what is kept', async () => {
  const { marks, clock, set, refuse } = stage();
  marks.caughtUp();
  await clock.settle();
  store.markRead({ conversationId: a, seq: 2 });
  refuse.push(new RefusalError('unavailable'), new RefusalError('unavailable'));
  await marks.flush();
  expect(clock.waiting()).toBe(1);
  marks.down();
  await marks.flush();
  expect([clock.waiting(), set.length]).toEqual([0, 2]);
  marks.caughtUp();
  await clock.settle();
  expect([set.length, store.marksToSend()]).toEqual([3, []]);
});

it('[P11] what is not ours to read any more needs no mark', async () => {
  const { marks, clock, refuse } = stage();
  store.markRead({ conversationId: a, seq: 2 });
  refuse.push(new RefusalError('not_found'));
  await marks.flush();
  expect([store.marksToSend(), clock.waiting()]).toEqual([[], 0]);
});

it('[P11] how far the customer has read is told as it happens and asked for after a line, and never goes back', async () => {
  const { marks, moved } = stage([], [{ conversationId: a, publicSeq: 3 }]);
  await marks.seen({ conversationId: a, publicSeq: 2 });
  expect(store.row(a)).toMatchObject({ seen: 2, readSeq: 0 });
  marks.caughtUp();
  await expect.poll(() => store.row(a)?.seen).toBe(3);
  await marks.seen({ conversationId: a, publicSeq: 1 });
  expect(store.row(a)?.seen).toBe(3);
  expect(moved).toEqual([a, a]);
});
