import { describe, expect, it } from 'vitest';
import type { Entry } from '#shared/domain/entry.ts';
import type { Colleague } from '#shared/protocol/colleagues.ts';
import { conversationOf, entryOf } from '../../../../../test/support/desk-entries.ts';
import { askedAt, canBeCalled, fitting } from './mentions.ts';

const person = (id: string, role: Colleague['role'] = 'agent') => ({ id, name: id, role }) as Colleague;
const people = [person('ann'), person('ben'), person('cat'), person('sue', 'supervisor')];
const names = (all: readonly { readonly name: string }[]) => all.map(({ name }) => name);

describe('askedAt', () => {
  it('finds the name that is being typed at the caret', () => {
    expect(askedAt('@', 1)).toEqual({ from: 0, text: '' });
    expect(askedAt('请 @陈', 4)).toEqual({ from: 2, text: '陈' });
    expect(askedAt('see @ch later', 7)).toEqual({ from: 4, text: 'ch' });
  });

  it('finds none in an address, behind a space, or away from the caret', () => {
    expect(askedAt('a@b', 3)).toBeNull();
    expect(askedAt('@ann ', 5)).toBeNull();
    expect(askedAt('@ann', 0)).toBeNull();
  });
});

describe('canBeCalled', () => {
  const conversation = conversationOf('c', 3, { agent: { id: 'ann', name: 'ann' } });

  it('calls only who may read it, and not oneself', () => {
    expect(names(canBeCalled(conversation, [], people, 'ann'))).toEqual(['sue']);
    const invited = { ...conversation, guests: [{ id: 'ben', name: 'ben' }] };
    expect(names(canBeCalled(invited, [], people, 'ann'))).toEqual(['ben', 'sue']);
    expect(names(canBeCalled({ ...conversation, agent: null }, [], people, 'ann'))).toEqual([
      'ben',
      'cat',
      'sue',
    ]);
  });

  it('calls who had it and has spoken in it', () => {
    const spoke: Entry = entryOf('c', 1, { author: { kind: 'agent', id: 'cat', name: 'cat' } });
    expect(names(canBeCalled(conversation, [spoke], people, 'ann'))).toEqual(['cat', 'sue']);
  });
});

it('finds names by a part of them', () => {
  expect(names(fitting(people, { from: 0, text: 'N' }))).toEqual(['ann', 'ben']);
});
