import { describe, expect, it } from 'vitest';
import type { Conversation } from '#shared/domain/conversation.ts';
import type { ConversationRow } from '#shared/ipc/conversations.ts';
import type { Me } from '#shared/protocol/handshake.ts';
import { conversationOf, meId } from '../../../../test/support/desk-entries.ts';
import type { MayStep } from '../../state/supervision.ts';
import { obstacleTo, rightsIn, stepsIn } from './permission.ts';

const me: Me = { id: meId, name: 'Ann', email: 'ann@example.test', role: 'agent' };
const boss: Me = { ...me, id: 'boss', role: 'supervisor' };
const self = { id: me.id, name: me.name };
const chen = { id: 'chen', name: '陈晨' };
const rowOf = (change: Partial<Conversation>, gone = false): ConversationRow => ({
  conversation: conversationOf('c', 3, change),
  unread: 0,
  readSeq: 0,
  draft: '',
  noteDraft: '',
  seen: 0,
  pending: 0,
  refused: false,
  gone,
});
const asked = (to: typeof chen, by: typeof chen | null = chen) =>
  ({ how: 'transfer', to, by, until: 0 }) as const;
/** A house that grants its supervisors all of it, and agents nothing. */
const may: MayStep = () => true;
const mayNot: MayStep = () => false;
const nothing = { transfer: false, invite: false, close: false, leave: false, askRating: false };

describe('writing', () => {
  it('waits for the answer of whoever is asked', () => {
    expect(obstacleTo(rowOf({ agent: chen, offer: asked(self) }), me)).toBe('offered');
    expect(obstacleTo(rowOf({ agent: null, status: 'queued', offer: asked(self, null) }), me)).toBe(
      'offered',
    );
  });

  it('is for the agent, for guests, and no more for supervisors of others’ than to watch', () => {
    expect(obstacleTo(rowOf({}), me)).toBeNull();
    expect(obstacleTo(rowOf({ agent: chen, guests: [self] }), me)).toBeNull();
    expect(obstacleTo(rowOf({ agent: chen }), me)).toBe('colleague');
    expect(obstacleTo(rowOf({ agent: chen }), boss)).toBe('watching');
    expect(obstacleTo(rowOf({ agent: chen, guests: [{ id: 'boss', name: 'Boss' }] }), boss)).toBeNull();
    expect(obstacleTo(rowOf({ agent: null, status: 'queued' }), boss)).toBe('queued');
    expect(obstacleTo(rowOf({ status: 'closed' }), me)).toBe('closed');
    expect(obstacleTo(rowOf({}, true), me)).toBe('gone');
  });
});

describe('handing over', () => {
  it('is for whoever has it; a guest only leaves', () => {
    expect(rightsIn(rowOf({}), me, mayNot)).toEqual({
      ...{ transfer: true, invite: true, close: true, leave: false, askRating: true },
    });
    expect(rightsIn(rowOf({ agent: chen, guests: [self] }), me, mayNot)).toEqual({ ...nothing, leave: true });
    expect(rightsIn(rowOf({ agent: chen }), me, mayNot)).toEqual(nothing);
    expect(rightsIn(rowOf({ status: 'closed' }), me, mayNot)).toEqual(nothing);
  });

  it('asks the customer how it was once', () => {
    const rating = { askedAt: 1, about: self, score: null, ratedAt: null };
    expect(rightsIn(rowOf({ rating }), me, mayNot)).toMatchObject({ close: true, askRating: false });
  });

  it('asks one at a time', () => {
    expect(rightsIn(rowOf({ offer: asked(chen, self) }), me, mayNot)).toEqual({
      ...nothing,
      close: true,
      askRating: true,
    });
  });

  it('lets a supervisor give away what waits, where nobody can be joined', () => {
    const waiting = { agent: null, status: 'queued' } as const;
    expect(rightsIn(rowOf(waiting), boss, may)).toEqual({ ...nothing, transfer: true });
    expect(rightsIn(rowOf({ ...waiting, offer: asked(chen, null) }), boss, may)).toMatchObject({
      transfer: true,
    });
    expect(rightsIn(rowOf(waiting), me, mayNot)).toEqual(nothing);
  });
});

describe('stepping in', () => {
  it('is for who supervises, into what a colleague serves, as far as the house grants it', () => {
    const others = rowOf({ agent: chen });
    expect(stepsIn(others, boss, may)).toEqual({ watching: true, whisper: true, join: true, takeOver: true });
    expect(stepsIn(others, boss, (action) => action === 'join')).toEqual({
      ...{ watching: true, whisper: false, join: true, takeOver: false },
    });
    expect(stepsIn(others, me, mayNot).watching).toBe(false);
    expect(rightsIn(others, boss, may)).toMatchObject({ transfer: true, close: true, askRating: false });
    expect(rightsIn(others, boss, mayNot)).toEqual(nothing);
  });

  it('leaves who has joined to speak, whisper and take over; nobody watches what waits or is closed', () => {
    const joined = rowOf({ agent: chen, guests: [{ id: 'boss', name: 'Boss' }] });
    expect(stepsIn(joined, boss, may)).toEqual({
      watching: false,
      whisper: true,
      join: false,
      takeOver: true,
    });
    for (const change of [
      { agent: null, status: 'queued' },
      { agent: chen, status: 'closed' },
    ] as const)
      expect(stepsIn(rowOf(change), boss, may)).toMatchObject({
        watching: false,
        whisper: false,
        takeOver: false,
      });
  });
});
