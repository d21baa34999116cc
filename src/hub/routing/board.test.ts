import { expect, test } from 'vitest';
import { type Conversation, unrouted } from '#shared/domain/conversation.ts';
import { createBoard, type Move, type Seat } from './board.ts';

const ann = { id: 'ann', name: 'Ann' };
const ben = { id: 'ben', name: 'Ben' };
const offerTo = (to: typeof ann, how: 'route' | 'transfer' | 'invite') => ({ how, to, by: null, until: 90 });

let last = 0;
/** Newer than what was made before it, unless something else is said. */
function seat(id: string, said: Partial<Conversation> = {}): Seat {
  last += 1;
  const conversation = {
    ...unrouted,
    id,
    status: 'queued',
    agent: null,
    version: last,
    lastSeq: last,
    closedAt: null,
    ...said,
  } as Conversation;
  return { conversation, owners: [] };
}
const active = (id: string, agent: typeof ann, said: Partial<Conversation> = {}) =>
  seat(id, { status: 'active', agent, ...said });

test('what somebody holds: what they serve, are offered or asked to go on with, and wrap up until it is over', () => {
  const board = createBoard();
  board.apply(active('a', ann), 1);
  board.apply(seat('b', { offer: offerTo(ann, 'route') }), 1);
  board.apply(active('c', ben, { offer: offerTo(ann, 'transfer') }), 1);
  board.apply(active('d', ben, { offer: offerTo(ann, 'invite') }), 1);
  board.apply(seat('e', { status: 'closed', agent: ann, wrapUpUntil: 50, closedAt: 1 }), 1);
  expect([board.loadOf('ann', 10), board.loadOf('ann', 50), board.loadOf('ben', 10)]).toEqual([4, 3, 2]);
  board.apply(active('b', ben), 2);
  board.apply(seat('e', { status: 'closed', agent: ann, closedAt: 1 }), 2);
  expect([board.loadOf('ann', 10), board.loadOf('ben', 10)]).toEqual([2, 3]);
});

test('a row that is no newer changes nothing, also of what was closed a moment ago', () => {
  const moves: Move[] = [];
  const board = createBoard((move) => moves.push(move));
  const old = active('a', ann);
  board.apply(seat('a', { status: 'closed', agent: ann, closedAt: 100 }), 100);
  board.apply(old, 200);
  expect([board.loadOf('ann', 200), board.queued().size, moves.length]).toEqual([0, 0, 1]);
  board.sweep(159_999);
  board.apply(old, 160_000);
  expect(board.loadOf('ann', 160_000)).toBe(1);
});

test('a message moves nothing, but the row is the new one', () => {
  const moves: Move[] = [];
  const board = createBoard((move) => moves.push(move));
  const before = seat('a');
  board.apply(before, 1);
  const after = seat('a', { version: before.conversation.version, waitingSince: 7 });
  board.apply(after, 2);
  expect(moves).toHaveLength(1);
  expect(board.queued().get('a')).toBe(after);
});

test('idle since they were given one or were done with one, whichever is later', () => {
  const board = createBoard();
  board.gave('ann', 5);
  board.apply(active('a', ann), 10);
  expect([board.lastGivenAt('ann'), board.idleSince('ann'), board.since('a')]).toEqual([10, 10, 10]);
  board.apply(seat('a', { status: 'closed', agent: ann, closedAt: 30 }), 30);
  expect([board.lastGivenAt('ann'), board.idleSince('ann')]).toEqual([10, 30]);
  board.apply(active('b', ben), 40);
  board.apply(active('b', ann), 50);
  expect([board.idleSince('ben'), board.lastGivenAt('ann')]).toEqual([50, 50]);
});

test('what is over is forgotten after a minute, and after its wrap-up', () => {
  const board = createBoard();
  board.apply(seat('a', { status: 'closed', agent: ann, wrapUpUntil: 200_000, closedAt: 0 }), 0);
  board.apply(seat('b', { status: 'closed', agent: ann, closedAt: 0 }), 0);
  board.sweep(60_000);
  expect([board.seat('a') !== undefined, board.seat('b')]).toEqual([true, undefined]);
  board.sweep(200_000);
  expect(board.seat('a')).toBeUndefined();
});
