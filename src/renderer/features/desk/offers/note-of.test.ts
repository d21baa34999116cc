import { describe, expect, it } from 'vitest';
import type { Entry } from '#shared/domain/entry.ts';
import { entryOf, meId } from '../../../../../test/support/desk-entries.ts';
import { noteOf, unansweredIn } from './note-of.ts';

const id = '0190a000-0000-7000-8000-000000000001';
const chen = { id: 'chen', name: '陈晨' };
const me = { id: meId, name: 'Ann' };
const by = (person: typeof me) => ({ kind: 'agent', ...person }) as const;
const line = (seq: number, author: Entry['author'], body: Entry['body'], at = 1000) =>
  entryOf(id, seq, { author, body, at, audience: 'staff' });
const offered = (seq: number, to: typeof me, from: typeof me, at = 1000) =>
  line(seq, by(from), { kind: 'offered', how: 'transfer', to, by: from, until: 0 }, at);
const ended = (
  seq: number,
  because: 'declined' | 'no_answer' | 'withdrawn' | 'gone',
  how: 'transfer' | 'route' = 'transfer',
) => line(seq, by(chen), { kind: 'offer_ended', how, to: chen, because });

describe('the note to whoever is asked', () => {
  const note = line(4, by(chen), { kind: 'note', text: 'wants a refund' });

  it('is the one that came with the offer', () => {
    expect(noteOf([note, offered(5, me, chen)])).toBe('wants a refund');
  });

  it('is no note of somebody else, of an hour ago, or of before something else', () => {
    expect(noteOf([offered(5, me, chen)])).toBeNull();
    expect(noteOf([{ ...note, author: by(me) }, offered(5, me, chen)])).toBeNull();
    expect(noteOf([note, offered(5, me, chen, 3_600_000)])).toBeNull();
    expect(noteOf([note, entryOf(id, 5), offered(6, me, chen)])).toBeNull();
    expect(noteOf([])).toBeNull();
  });
});

describe('who was asked and did not come', () => {
  const asked = offered(5, chen, me);

  it('is said until one goes on: writes, asks again, or it is somebody else’s', () => {
    const told = { entryId: expect.any(String), name: '陈晨', how: 'transfer', because: 'declined' };
    expect(unansweredIn([asked, ended(6, 'declined')], meId)).toEqual(told);
    expect(unansweredIn([asked, ended(6, 'declined'), entryOf(id, 7)], meId)).toEqual(told);
    const mine = line(7, by(me), { kind: 'message', text: 'I go on' });
    expect(unansweredIn([asked, ended(6, 'declined'), mine], meId)).toBeNull();
    expect(unansweredIn([asked, ended(6, 'declined'), offered(7, chen, me)], meId)).toBeNull();
  });

  it('is not said of what one has taken back oneself, nor of what routing had offered', () => {
    expect(unansweredIn([asked, ended(6, 'withdrawn')], meId)).toBeNull();
    expect(unansweredIn([asked, ended(6, 'no_answer', 'route')], meId)).toBeNull();
    expect(unansweredIn([asked], meId)).toBeNull();
  });
});
