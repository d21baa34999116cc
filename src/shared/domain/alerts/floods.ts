import type { AlertChannel, Importance } from './kinds.ts';

/** Two sounds are at least so far apart, urgent ones less. Milliseconds. */
const betweenSounds = 2_500;
const betweenUrgent = 1_000;
/** So many different notifications within so long; more are told of by one that counts them. */
const toastWindow = 10_000;
const mostToasts = 4;

/** What was told lately. */
export type Flood = {
  readonly soundAt: number;
  /** Which conversations were notified of when, oldest first; null is the desk itself. */
  readonly toasts: readonly { readonly about: string | null; readonly at: number }[];
};

export const noFlood: Flood = { soundAt: Number.NEGATIVE_INFINITY, toasts: [] };

export type Held = {
  readonly flood: Flood;
  readonly channels: readonly AlertChannel[];
  /** How many conversations one notification is to speak for in the place of its own; null: it stands for itself. */
  readonly summary: number | null;
};

/**
 * Keeps many events from becoming many noises. A conversation's notification takes the place of its earlier one,
 * so only different conversations count.
 */
export function holdBack(
  flood: Flood,
  event: { readonly conversationId: string | null; readonly importance: Importance },
  channels: readonly AlertChannel[],
  now: number,
): Held {
  const gap = event.importance === 'urgent' ? betweenUrgent : betweenSounds;
  const plays = channels.includes('sound') && now - flood.soundAt >= gap;
  const recent = flood.toasts.filter(({ at }) => now - at < toastWindow);
  const shows = channels.includes('toast');
  const others = new Set(recent.flatMap(({ about }) => (about === event.conversationId ? [] : [about])));
  const about = event.conversationId;
  return {
    flood: {
      soundAt: plays ? now : flood.soundAt,
      toasts: shows ? [...recent.filter((one) => one.about !== about), { about, at: now }] : recent,
    },
    channels: channels.filter((channel) => channel !== 'sound' || plays),
    summary:
      shows && about !== null && event.importance !== 'urgent' && others.size >= mostToasts
        ? others.size + 1
        : null,
  };
}
