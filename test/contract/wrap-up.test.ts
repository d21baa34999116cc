import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Filed } from '#shared/domain/customer/filing.ts';
import { emptyHandbook } from '#shared/domain/customer/handbook.ts';
import { newId } from '#shared/domain/key.ts';
import type { Me } from '#shared/protocol/handshake.ts';
import { createLapses, type DeskActor, type Write } from '../../src/hub/conversations/index.ts';
import { openStore, places, type Store } from './stores.ts';
import { closing, from, taking } from './writes.ts';

const start = 1_700_000_000_000;
const filed: Filed = {
  disposition: ['return'],
  tags: ['vip'],
  summary: 'sent anew',
  nextContactAt: start + 9,
};

describe.each(places)('[A11] wrap-up on $name', ({ open }) => {
  let place: Awaited<ReturnType<typeof open>>;
  let store: Store;
  let ann: Me;
  let conversationId: string;

  beforeAll(async () => {
    place = await open();
  });
  afterAll(() => place.close());
  beforeEach(async () => {
    store = await openStore(await place.location());
    store.setClock(start);
    ann = await store.person('ann');
    ({ conversationId } = await write(from(await store.visitor())));
    await write(taking(ann, await row()));
  });
  afterEach(() => store.close());

  const write = (one: Write) => store.conversations.write(one);
  const row = async () => {
    const held = await store.conversations.reads.held(conversationId);
    if (held === null) throw new Error('no such conversation');
    return held.conversation;
  };
  const close = async () => write({ ...closing(ann, await row()), wrapUpFor: 60_000 } as Write);
  const file = async (what: Filed | undefined, person = ann, key = newId()) =>
    write({ kind: 'wrapDone', person, conversationId, key, version: (await row()).version, filed: what });
  const refusal = (code: string) => ({ refusal: { code } });
  const actor = (person: Me): DeskActor => ({ kind: 'person', id: person.id, person, sessionId: newId() });

  test('what is filed is in the row and in the entry, and the place is free', async () => {
    await close();
    const key = newId();
    const entry = await file(filed, ann, key);
    expect(entry).toMatchObject({ audience: 'staff', body: { kind: 'wrapped', filed } });
    expect(await row()).toMatchObject({ filed, wrapUpUntil: null });
    expect((await file(filed, ann, key)).id).toBe(entry.id);
    await expect(file({ ...filed, summary: 'other' }, ann, key)).rejects.toMatchObject(refusal('conflict'));
  });

  test('it is filed once more, and late; not before the end, and by nobody else', async () => {
    await expect(file(filed)).rejects.toMatchObject(refusal('conflict'));
    await close();
    await file(undefined);
    await expect(file(undefined)).rejects.toMatchObject(refusal('conflict'));
    await file(filed);
    await file({ ...filed, nextContactAt: null });
    expect((await row()).filed).toEqual({ ...filed, nextContactAt: null });
    const sue = await store.person('sue', 'supervisor');
    await expect(file(filed, sue)).rejects.toMatchObject(refusal('forbidden'));
  });

  test('whose time is over an entry says so, once, and not of what was filed', async () => {
    const { database, workspace } = store;
    let now = start;
    const lapses = createLapses({ database, workspaceId: workspace.id, clock: { now: () => now }, write });
    await close();
    const lapsed = () =>
      store.committed.filter(({ entry: { body } }) => body.kind === 'wrapped').map(({ entry }) => entry.body);
    await lapses.look();
    expect(lapsed()).toEqual([]);
    now = start + 60_000;
    store.setClock(now);
    await Promise.all([lapses.look(), lapses.look()]);
    expect(lapsed()).toEqual([{ kind: 'wrapped', lapsed: true }]);
    expect(await row()).toMatchObject({ wrapUpUntil: null });
    expect((await row()).filed).toBeUndefined();
    await lapses.look();
    expect(lapsed()).toHaveLength(1);
  });

  test('steps are ticked off for all to see, the last word counts, and only those there are', async () => {
    const step = newId();
    const name = { zh: '退货', en: 'Return' };
    const checklist = { id: newId(), name, dispositions: [], groups: [], steps: [{ id: step, text: name }] };
    await store.handbooks.save(0, { ...emptyHandbook, checklists: [checklist] }, 'he');
    const tick = (stepId: string, done: boolean) =>
      store.customerHandlers['checklist.tick'](actor(ann), { conversationId, stepId, done });
    await tick(step, true);
    await tick(step, false);
    const { ticks } = await tick(step, true);
    expect(ticks).toEqual([{ stepId: step, done: true, by: { id: ann.id, name: 'ann' }, at: start }]);
    expect(await store.customerHandlers['checklist.pull'](actor(ann), { conversationId })).toEqual({ ticks });
    await expect(tick(newId(), true)).rejects.toMatchObject(refusal('not_found'));
    await close();
    expect((await tick(step, false)).ticks).toMatchObject([{ done: false }]);
  });
});
