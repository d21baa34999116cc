/** What an agent can be told of, how pressing it is, and by what: no schema library comes with it. */

/**
 * `conversation`: a new one of mine; `offer`: one is offered to me; `transfer`: a colleague hands one over to me;
 * `mention`: of me in a note; `waiting`: a customer of mine waits too long; `queue`: too many wait in a queue of mine;
 * `colleague`: a colleague needs help, or one of their customers waits; `watch`: a rule of the house holds, for supervisors; `quality`: a review concerns me; `line`:
 * the hub cannot be reached.
 */
export const alertKinds = [
  'conversation',
  'offer',
  'transfer',
  'message',
  'mention',
  'waiting',
  'queue',
  'colleague',
  'watch',
  'quality',
  'line',
] as const;
export type AlertKind = (typeof alertKinds)[number];

export const alertChannels = ['toast', 'sound', 'flash', 'badge'] as const;
export type AlertChannel = (typeof alertChannels)[number];

/** From the least to the most pressing. */
export const importances = ['normal', 'high', 'urgent'] as const;
export type Importance = (typeof importances)[number];

/** From which importance on a channel is used. */
export const thresholds = [...importances, 'never'] as const;
export type Threshold = (typeof thresholds)[number];

export const soundNames = ['message', 'offer', 'urgent'] as const;
export type SoundName = (typeof soundNames)[number];

/** Customers of this priority or more are worth more noise. The house's own “vip” is 5. */
export const valued = 5;

/** Which sound says it. */
export function soundOf(kind: AlertKind, importance: Importance): SoundName {
  if (importance === 'urgent') return 'urgent';
  return kind === 'message' || kind === 'mention' || kind === 'queue' ? 'message' : 'offer';
}
