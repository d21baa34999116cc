import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId } from '#shared/domain/key.ts';
import { itemsOf } from '#shared/domain/quality/card.ts';
import type { NoteKind } from '#shared/domain/quality/notes.ts';
import type { Verdict } from '#shared/domain/quality/review.ts';
import type { QualityNews } from '#shared/protocol/quality.ts';
import { demoScoreCard } from '../../src/hub/demo/index.ts';
import { type HeldClock, heldClock } from '../support/held-clock.ts';
import {
  type DeskClient,
  deskClient,
  say,
  startTestHub,
  type TestHub,
  testPeople,
  visitorClient,
} from '../support/hub.ts';

/** Who hears of reviews (E4), live: with a real hub, everybody's sockets, and what comes over each of them. */

const hour = 3600_000;
const ada = { name: 'Ada', email: 'ada@example.test', password: 'correct horse ada', role: 'admin' } as const;

let hub: TestHub;
let clock: HeldClock;
let ann: DeskClient;
let ben: DeskClient;
let sue: DeskClient;
let boss: DeskClient;
const card = demoScoreCard();
const cardId = newId();

const verdict = (mark: 0 | 1 = 1): Verdict => ({
  marks: Object.fromEntries(itemsOf(card).map(({ id, scale }) => [id, scale.is === 'points' ? 5 : mark])),
  comments: [],
  summary: 'canary words of the review',
});
/** A closed conversation of Ann's. */
async function talk(): Promise<string> {
  const visitor = await visitorClient(hub.url);
  const { conversationId } = await say(visitor, 'hello');
  visitor.close();
  const row = async () =>
    (await boss.get('conversation.pull', { conversationId, after: 0, before: null, limit: 1 })).conversation;
  await expect
    .poll(async () => {
      const { agent, version } = await row();
      if (agent?.id === ann.ready.me.id) return true;
      const to = { person: ann.ready.me.id, ask: false };
      await boss.ask('conversation.transfer', { conversationId, key: newId(), version, to, note: null });
      return false;
    })
    .toBe(true);
  await boss.get('conversation.close', { conversationId, key: newId(), version: (await row()).version });
  return conversationId;
}
async function reviewed(): Promise<{ reviewId: string; version: number }> {
  const { review } = await sue.get('quality.begin', { id: newId(), conversationId: await talk(), cardId });
  const submitted = { reviewId: review.id, version: 1, verdict: verdict(), release: true };
  const { version } = (await sue.get('quality.submit', submitted)).review;
  return { reviewId: review.id, version };
}
const heard = (desk: DeskClient): readonly QualityNews[] => desk.news('quality');
/** The news that says that it has just come. */
const told = async (desk: DeskClient, kind: NoteKind): Promise<QualityNews> => {
  const isOf = ({ notes, added }: QualityNews) =>
    notes.some((note) => note.kind === kind && added.includes(note.id));
  return desk.until('quality', isOf);
};
/** Whatever would be told to that desk was told by now: the hub has answered what was asked after it, and looked once more. */
async function settled(desk: DeskClient): Promise<void> {
  clock.leap(1000);
  await desk.get('quality.seen', { reviewId: newId(), followUps: false });
  await desk.get('quality.unseen', {});
}
const kinds = async (desk: DeskClient) =>
  (await desk.get('quality.unseen', {})).notes.map(({ kind }) => kind);

beforeEach(async () => {
  clock = heldClock();
  hub = await startTestHub({ clock });
  await hub.hub.people.create(ada);
  ann = await deskClient(hub.url, testPeople.ann);
  ben = await deskClient(hub.url, testPeople.ben);
  sue = await deskClient(hub.url, testPeople.sue);
  boss = await deskClient(hub.url, ada);
  await boss.get('quality.card.save', { id: cardId, version: 0, card, retired: false });
});
afterEach(() => hub.stop());

test('[E4] an agent hears of their review at once on each of their desks, and nobody else does; looked at on one, it is news on none', async () => {
  const second = await deskClient(hub.url, testPeople.ann);
  const { reviewId } = await reviewed();
  for (const desk of [ann, second]) {
    const { notes, count } = await told(desk, 'result');
    expect(count).toBe(1);
    expect(notes).toMatchObject([{ kind: 'result', reviewId, by: { name: 'Sue' } }]);
    // That there is something, never what: that is asked for.
    expect(JSON.stringify(notes)).not.toContain('canary');
  }
  for (const desk of [ben, sue, boss]) {
    await settled(desk);
    expect([desk.ready.me.name, heard(desk)]).toEqual([desk.ready.me.name, []]);
    expect(await kinds(desk)).toEqual([]);
  }
  await second.get('quality.seen', { reviewId, followUps: false });
  await ann.until('quality', ({ count, added }) => count === 0 && added.length === 0);
  expect(await kinds(ann)).toEqual([]);
});

test('[E4] who was away finds it when they come', async () => {
  ann.close();
  const { reviewId } = await reviewed();
  ann = await deskClient(hub.url, testPeople.ann);
  expect((await ann.get('quality.unseen', {})).notes).toMatchObject([{ kind: 'result', reviewId }]);
  clock.leap(1000);
  await hub.restart();
  ann = await deskClient(hub.url, testPeople.ann);
  expect(await kinds(ann)).toEqual(['result']);
  // It was told before the hub was down: not once more as if it had just come.
  await settled(ann);
  expect(heard(ann).flatMap(({ added }) => added)).toEqual([]);
});

test('[E4] an appeal is told to those who may answer it, is over for all when one has, and both sides hear the answer', async () => {
  const { reviewId, version } = await reviewed();
  await ann.get('quality.appeal', { reviewId, version, reason: 'no' });
  await told(sue, 'appeal');
  await told(boss, 'appeal');
  await boss.get('quality.answer', { reviewId, version: version + 1, text: 'so', verdict: null });
  await told(ann, 'answer');
  await told(sue, 'decided');
  expect(await kinds(sue)).toEqual(['decided']);
  expect(await kinds(boss)).toEqual([]);
  await settled(ben);
  expect(heard(ben)).toEqual([]);
});

test('[E4] who scores the same a second time hears of no appeal and no answer before they have scored it', async () => {
  const { reviewId, version } = await reviewed();
  const id = newId();
  await sue.get('quality.second', { id, reviewId, reviewerId: boss.ready.me.id, dueAt: null });
  await told(boss, 'second');
  await ann.get('quality.appeal', { reviewId, version, reason: 'no' });
  await told(sue, 'appeal');
  await settled(boss);
  // Not even that there was something.
  expect(heard(boss).map(({ notes }) => notes.map(({ kind }) => kind))).toEqual([['second']]);
  expect(await kinds(boss)).toEqual(['second']);
  await boss.get('quality.submit', { reviewId: id, version: 1, verdict: verdict(0), release: false });
  const { notes } = await told(boss, 'appeal');
  expect(notes.map(({ kind }) => kind)).toEqual(['appeal']);
  // Nor does the agent hear of the second one.
  await settled(ann);
  expect(await kinds(ann)).toEqual(['result']);
});

test('[E4] what one is to do is told without a word of whose conversation it was, again a day before it is due, and is over when it is done', async () => {
  const { reviewId } = await reviewed();
  const key = newId();
  const dueAt = clock.now() + 72 * hour;
  const task = { reviewId, key, text: 'read it again', ownerId: ben.ready.me.id, dueAt };
  await sue.get('quality.followup.add', task);
  const { notes } = await told(ben, 'follow_up');
  expect(notes).toMatchObject([{ kind: 'follow_up', customer: null, dueAt }]);
  await ben.get('quality.seen', { reviewId: null, followUps: true });
  expect(await kinds(ben)).toEqual([]);
  await expect
    .poll(async () => {
      clock.leap(hour);
      return kinds(ben);
    })
    .toEqual(['due']);
  expect(clock.now()).toBeGreaterThanOrEqual(dueAt - 24 * hour);
  await told(ben, 'due');
  await ben.get('quality.followup.done', { id: key, note: '' });
  await ben.until('quality', ({ count }) => count === 0);
  // Once.
  clock.leap(48 * hour);
  await settled(ben);
  expect(await kinds(ben)).toEqual([]);
});

test('[E4] who is made an agent hears no more of what was to be reviewed', async () => {
  const conversationId = await talk();
  const { review } = await boss.get('quality.begin', { id: newId(), conversationId, cardId });
  await boss.get('quality.submit', { reviewId: review.id, version: 1, verdict: verdict(), release: true });
  const asked = { id: newId(), reviewId: review.id, reviewerId: sue.ready.me.id, dueAt: null };
  await boss.get('quality.second', asked);
  await told(sue, 'second');
  await hub.hub.setRole(sue.ready.me.id, 'agent');
  sue = await deskClient(hub.url, testPeople.sue);
  expect(await kinds(sue)).toEqual([]);
});
