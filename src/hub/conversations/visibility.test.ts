import { expect, test } from 'vitest';
import type { Role } from '#shared/protocol/handshake.ts';
import { mayRead, mayWrite } from './visibility.ts';

const me = 'me';
const queued = { agentId: null, owners: [] };
const mine = { agentId: me, owners: [me] };
const wasMine = { agentId: 'other', owners: [me, 'other'] };
const others = { agentId: 'other', owners: ['other'] };
const backInQueue = { agentId: null, owners: ['other'] };

test.each<[Role, object, boolean, boolean]>([
  ['agent', queued, true, false],
  ['agent', backInQueue, true, false],
  ['agent', mine, true, true],
  ['agent', wasMine, true, false],
  ['agent', others, false, false],
  ...(['supervisor', 'admin'] as const).flatMap((role) =>
    [queued, mine, wasMine, others].map((of): [Role, object, boolean, boolean] => [role, of, true, true]),
  ),
])('%s of %o: reads %s, writes %s', (role, of, reads, writes) => {
  expect(mayRead({ id: me, role }, of as typeof mine)).toBe(reads);
  expect(mayWrite({ id: me, role }, of as typeof mine)).toBe(writes);
});
