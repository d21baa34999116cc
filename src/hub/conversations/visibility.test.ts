import { expect, test } from 'vitest';
import type { Role } from '#shared/protocol/handshake.ts';
import { mayRead, mayWrite, whyNotSpeak, whyNotWrite } from './visibility.ts';

const me = 'me';
const askedId = null;
const groupId = 'shop';
const queued = { agentId: null, owners: [], askedId, groupId };
const mine = { agentId: me, owners: [me], askedId, groupId };
const wasMine = { agentId: 'other', owners: [me, 'other'], askedId, groupId };
const others = { agentId: 'other', owners: ['other'], askedId, groupId };
const backInQueue = { agentId: null, owners: ['other'], askedId, groupId };
const iAmAsked = { ...others, askedId: me };
const anotherIsAsked = { ...others, askedId: 'third' };

test.each<[Role, object, boolean, boolean]>([
  ['agent', queued, true, false],
  ['agent', backInQueue, true, false],
  ['agent', mine, true, true],
  ['agent', wasMine, true, false],
  ['agent', others, false, false],
  ['agent', iAmAsked, true, false],
  ['agent', anotherIsAsked, false, false],
  ...(['supervisor', 'admin'] as const).flatMap((role) =>
    [queued, mine, wasMine, others].map((of): [Role, object, boolean, boolean] => [role, of, true, true]),
  ),
])('%s of %o: reads %s, writes %s', (role, of, reads, writes) => {
  expect(mayRead({ id: me, role }, of as typeof mine)).toBe(reads);
  expect(mayWrite({ id: me, role }, of as typeof mine)).toBe(writes);
});

test('[P12] who was let join in speaks, and no more once they have left', () => {
  const ann = { id: 'ann', name: 'Ann' };
  const reader = { id: me, role: 'agent' as const };
  const open = { agent: ann, status: 'active', offer: null, group: null } as const;
  const guests = [{ id: me, name: 'Me' }];
  expect(whyNotWrite(reader, { ...open, guests }, ['ann', me])).toBe(null);
  expect(whyNotWrite(reader, { ...open, guests: [] }, ['ann', me])).toEqual({ code: 'taken', owner: 'Ann' });
  expect(whyNotWrite(reader, { ...open, guests, status: 'closed' }, ['ann', me])).toEqual({
    code: 'conversation_closed',
  });
});

test('[P19] who oversees some groups reads what agents read, and all of those', () => {
  const sue = { id: me, role: 'supervisor' as const };
  expect(mayRead({ ...sue, over: ['shop'] }, others)).toBe(true);
  expect(mayRead({ ...sue, over: ['returns'] }, others)).toBe(false);
  expect(mayRead({ ...sue, over: [] }, others)).toBe(false);
  for (const of of [queued, mine, wasMine, iAmAsked]) expect(mayRead({ ...sue, over: [] }, of)).toBe(true);
  // An agent oversees nothing, whatever is said of them.
  expect(mayRead({ id: me, role: 'agent', over: ['shop'] }, others)).toBe(false);
});

test('[P19] who supervises is nobody to a customer of others until they have joined or taken over', () => {
  const sue = { id: me, role: 'supervisor' as const };
  const ann = { id: 'ann', name: 'Ann' };
  const open = { agent: ann, guests: [], status: 'active' as const, offer: null, group: null };
  expect(whyNotWrite(sue, open, ['ann'])).toBe(null);
  expect(whyNotSpeak(sue, open, ['ann'])).toEqual({ code: 'join_first' });
  expect(whyNotSpeak(sue, { ...open, guests: [{ id: me, name: 'Sue' }] }, ['ann'])).toBe(null);
  expect(whyNotSpeak(sue, { ...open, agent: { id: me, name: 'Sue' } }, ['ann', me])).toBe(null);
  // Who had it and has not, is watching like any other.
  expect(whyNotSpeak(sue, open, ['ann', me])).toEqual({ code: 'join_first' });
  expect(whyNotSpeak({ ...sue, over: [] }, open, ['ann'])).toEqual({ code: 'not_found' });
});
