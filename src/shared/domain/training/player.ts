import { impatient, patience, type Script } from './script.ts';

/** Where a simulated customer stands. Times are seconds since the beginning. */
export type Player = {
  readonly script: Script;
  /** Lines said so far. */
  readonly said: number;
  /** Since when they wait for an answer; null: they are about to write. */
  readonly waitsSince: number | null;
  /** When they will have written what they say next; null: nothing. */
  readonly writesAt: number | null;
  /** They have asked again since the last answer. */
  readonly nudged: boolean;
  /** They had to ask again at some time. */
  readonly waitedLong: boolean;
  readonly state: 'coming' | 'here' | 'served' | 'gone';
};

export function newPlayer(script: Script): Player {
  const writesAt = script.arrives;
  return { script, said: 0, waitsSince: null, writesAt, nudged: false, waitedLong: false, state: 'coming' };
}

/** So long somebody takes to read an answer and write this, seconds. */
function writingTime(text: string): number {
  return 2 + Math.min(10, text.length / 6);
}

/** An agent has answered. What they write next comes when they have written it. */
export function answered(player: Player, now: number): Player {
  const { script, said, state, waitsSince } = player;
  if (state !== 'here' || waitsSince === null) return player;
  const next = script.lines[said]?.say ?? script.thanks;
  return { ...player, waitsSince: null, writesAt: now + writingTime(next), nudged: false };
}

/** What they do by now: at most one thing a step. `say` is null where they do nothing. */
export function step(player: Player, now: number): { readonly player: Player; readonly say: string | null } {
  const { script, said, waitsSince, writesAt, nudged, state } = player;
  if (state === 'served' || state === 'gone') return { player, say: null };
  if (writesAt !== null && now >= writesAt) {
    const line = script.lines[said];
    if (line === undefined)
      return { player: { ...player, writesAt: null, state: 'served' }, say: script.thanks };
    return {
      player: { ...player, said: said + 1, writesAt: null, waitsSince: now, state: 'here' },
      say: line.say,
    };
  }
  if (waitsSince === null) return { player, say: null };
  const words = impatient[script.locale];
  if (now - waitsSince >= patience.leave) {
    return { player: { ...player, waitsSince: null, state: 'gone' }, say: words.leave };
  }
  if (!nudged && now - waitsSince >= patience.nudge) {
    return { player: { ...player, nudged: true, waitedLong: true }, say: words.nudge };
  }
  return { player, say: null };
}
