import { describe, expect, it } from 'vitest';
import { type AutoAway, type Hands, noAutoAway, stepAutoAway, wasSaid } from './auto-away.ts';
import type { AgentStatus } from './status.ts';

const online: AgentStatus = { status: 'online', reason: null, since: 0 };
const busy: AgentStatus = { ...online, status: 'busy' };
const idle: AgentStatus = { status: 'away', reason: { is: 'idle' }, since: 0 };

/** A desk and a hub that takes what it is told: what the hub has after each look at the machine. */
function play(begin: AgentStatus, looks: readonly (Hands | AgentStatus)[]): AgentStatus[] {
  let state: AutoAway = noAutoAway;
  let own = begin;
  return looks.map((look) => {
    if (typeof look !== 'string') {
      own = look;
      return own;
    }
    const { next, set } = stepAutoAway(state, own, look);
    state = set === null ? next : wasSaid(next, look);
    if (set !== null) own = { ...set, since: 1 };
    return own;
  });
}
const words = (all: readonly AgentStatus[]) =>
  all.map(({ status, reason }) => (reason === null ? status : `${status} ${reason.is}`));

describe('away by itself (A13)', () => {
  it('goes away on idle and on a locked screen, and comes back to what it was', () => {
    expect(words(play(online, ['active', 'idle', 'idle', 'active']))).toEqual([
      'online',
      'away idle',
      'away idle',
      'online',
    ]);
    expect(words(play(busy, ['active', 'locked', 'active']))).toEqual(['busy', 'away locked', 'busy']);
  });

  it('never ends what was said, nor what only they can end', () => {
    for (const reason of [{ is: 'said', text: 'Meeting' }, { is: 'not_responding' }, null] as const) {
      const away: AgentStatus = { status: 'away', reason, since: 0 };
      expect(play(away, ['idle', 'active', 'locked', 'active'])).toEqual([away, away, away, away]);
    }
  });

  it('leaves alone who does not want to be seen', () => {
    const invisible: AgentStatus = { ...online, status: 'invisible' };
    expect(play(invisible, ['idle', 'locked', 'active'])).toEqual([invisible, invisible, invisible]);
  });

  it('what is said while nobody is there stays when they are back', () => {
    const meeting: AgentStatus = { status: 'away', reason: { is: 'said', text: 'Meeting' }, since: 2 };
    expect(words(play(online, ['idle', meeting, 'active']))).toEqual(['away idle', 'away said', 'away said']);
  });

  it('says it once a spell: another desk of theirs, where they work, is not contradicted', () => {
    expect(words(play(online, ['idle', online, 'idle', 'idle', 'active', 'idle']))).toEqual([
      'away idle',
      'online',
      'online',
      'online',
      'online',
      'away idle',
    ]);
  });

  it('comes back online where this desk has not seen what was before', () => {
    expect(words(play(idle, ['active']))).toEqual(['online']);
    expect(words(play(idle, ['idle', 'active']))).toEqual(['away idle', 'online']);
  });

  it('asks again for what could not be told', () => {
    const first = stepAutoAway(noAutoAway, online, 'idle');
    expect(first.set).toEqual({ status: 'away', reason: { is: 'idle' } });
    expect(stepAutoAway(first.next, online, 'idle').set).toEqual(first.set);
  });
});
