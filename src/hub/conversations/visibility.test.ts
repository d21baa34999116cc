import { expect, test } from 'vitest';
import type { Role } from '#shared/protocol/handshake.ts';
import { mayRead, mayWrite, whyNotWrite } from './visibility.ts';

const me = 'me';
const askedId = null;
const queued = { agentId: null, owners: [], askedId };
const mine = { agentId: me, owners: [me], askedId };
const wasMine = { agentId: 'other', owners: [me, 'other'], askedId };
const others = { agentId: 'other', owners: ['other'], askedId };
const backInQueue = { agentId: null, owners: ['other'], askedId };
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
  const open = { agent: ann, status: 'active', offer: null } as const;
  const guests = [{ id: me, name: 'Me' }];
  expect(whyNotWrite(reader, { ...open, guests }, ['ann', me])).toBe(null);
  expect(whyNotWrite(reader, { ...open, guests: [] }, ['ann', me])).toEqual({ code: 'taken', owner: 'Ann' });
  expect(whyNotWrite(reader, { ...open, guests, status: 'closed' }, ['ann', me])).toEqual({
    code: 'conversation_closed',
  });
});
