import { describe, expect, it } from 'vitest';
import type { Colleague, GroupState } from '#shared/protocol/colleagues.ts';
import type { Me } from '#shared/protocol/handshake.ts';
import { conversationOf } from '../../../../../test/support/desk-entries.ts';
import { groupsFor, peopleFor } from './choices.ts';

const me: Me = { id: 'me', name: 'Me', email: 'me@example.test', role: 'agent' };
const boss: Me = { ...me, role: 'supervisor' };
const person = (id: string, said: Partial<Colleague> = {}): Colleague => ({
  id,
  name: id,
  role: 'agent',
  status: 'online',
  reason: null,
  since: 0,
  load: 0,
  capacity: 5,
  groups: null,
  ...said,
});
const group = (id: string, said: Partial<GroupState> = {}): GroupState => ({
  id,
  name: id,
  open: true,
  waiting: 0,
  longestSince: null,
  free: 1,
  ...said,
});

const agent = { id: 'me', name: 'Me' };
const conversation = conversationOf('c', 3, { agent, guests: [{ id: 'guest', name: 'guest' }] });
const people = [
  person('me'),
  person('guest', { load: 1 }),
  person('offline', { status: 'offline' }),
  person('away', { status: 'away' }),
  person('busy', { status: 'busy' }),
  person('full', { load: 5 }),
  person('half', { load: 2 }),
  person('free', { groups: ['returns'] }),
];
const groups = [group('sales'), group('returns'), group('night', { open: false })];
const question = { what: 'transfer', conversation, me, people, groups, search: '' } as const;
const ids = (choices: ReturnType<typeof peopleFor>) => choices.map(({ person: { id } }) => id);

describe('people one may hand over to (A10)', () => {
  it('stand by who could take it up now; oneself is not among them', () => {
    expect(ids(peopleFor(question))).toEqual(['free', 'guest', 'half', 'full', 'busy', 'away', 'offline']);
  });

  it('are not invited twice', () => {
    expect(ids(peopleFor({ ...question, what: 'invite' }))).not.toContain('guest');
  });

  it('who is not here is shown, and only a supervisor may give it to them, at once', () => {
    const last = (asked: Parameters<typeof peopleFor>[0]) => peopleFor(asked).at(-1);
    expect(last(question)).toMatchObject({ can: false, onlyGive: false });
    expect(last({ ...question, me: boss })).toMatchObject({ can: true, onlyGive: true });
    expect(last({ ...question, me: boss, what: 'invite' })).toMatchObject({ can: false, onlyGive: false });
  });

  it('are found by name and by group', () => {
    expect(ids(peopleFor({ ...question, search: 'RETURNS' }))).toEqual(['free']);
    expect(ids(peopleFor({ ...question, search: ' ha lf ' }))).toEqual(['half']);
    expect(peopleFor({ ...question, search: 'nobody' })).toEqual([]);
  });
});

describe('groups one may hand over to', () => {
  it('stand open ones first, without the one in whose queue it is', () => {
    expect(groupsFor(question).map(({ id }) => id)).toEqual(['returns', 'sales', 'night']);
    const waiting = conversationOf('c', 3, { agent: null, group: { id: 'sales', name: 'sales' } });
    expect(groupsFor({ ...question, conversation: waiting }).map(({ id }) => id)).toEqual([
      'returns',
      'night',
    ]);
  });
});
