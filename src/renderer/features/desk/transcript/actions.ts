import { recallLimit } from '#shared/domain/changes.ts';
import type { Entry } from '#shared/domain/entry.ts';
import type { Obstacle } from '../permission.ts';

/** Whether one may do something with a line, or why not. */
export type May = 'yes' | 'not-here' | 'offline' | 'too-late';

export type Actions = { readonly reply: May; readonly edit: May; readonly recall: May };

type Situation = {
  readonly entry: Entry;
  readonly meId: string | null;
  /** Why one cannot write in the conversation; null where one can. */
  readonly obstacle: Obstacle | null;
  readonly connected: boolean;
  readonly now: number;
};

/** What one may do with a message: the hub decides, this only says it before one tries. */
export function actionsOn({ entry, meId, obstacle, connected, now }: Situation): Actions {
  const isOwn = entry.author.kind === 'agent' && entry.author.id === meId;
  const mayWrite: May = obstacle === null ? 'yes' : 'not-here';
  if (!isOwn || obstacle !== null) return { reply: mayWrite, edit: 'not-here', recall: 'not-here' };
  const change: May = connected ? 'yes' : 'offline';
  return { reply: 'yes', edit: change, recall: recallRest(entry, now) > 0 ? change : 'too-late' };
}

/** Milliseconds for which it can still be taken back. */
export function recallRest({ at }: Entry, now: number): number {
  return Math.max(0, at + recallLimit - now);
}
