import {
  type AlertChannel,
  type AlertKind,
  alertChannels,
  type Importance,
  importances,
  type Threshold,
} from './kinds.ts';
import type { AlertPreferences } from './preferences.ts';

/** Something that somebody may want to be told of. */
export type AlertEvent = {
  readonly kind: AlertKind;
  readonly importance: Importance;
  /** Null for what is about no one conversation. */
  readonly conversationId: string | null;
  /** The person to be told did it themselves. */
  readonly byMe: boolean;
};

/** What the person has before them. */
export type Scene = {
  /** The window is shown, in front, and not minimised. */
  readonly looking: boolean;
  /** The conversation that is on the screen; null: none, or not known. */
  readonly shown: string | null;
  /** Do not disturb, by whatever. */
  readonly quiet: boolean;
};

/**
 * By which channels somebody is told of an event. Nothing of what they did themselves or have before their eyes;
 * while they look at the window nothing covers it, because it says so itself, unless it is urgent; when they are not
 * to be disturbed only the count on the icon goes on.
 */
export function channelsFor(
  event: AlertEvent,
  { looking, shown, quiet }: Scene,
  preferences: Pick<AlertPreferences, 'events'>,
): AlertChannel[] {
  if (event.byMe) return [];
  if (looking && event.conversationId !== null && event.conversationId === shown) return [];
  return alertChannels.filter((channel) => {
    if (!isWanted(event, channel, preferences)) return false;
    if (quiet && channel !== 'badge') return false;
    if (!looking) return true;
    return channel !== 'flash' && (channel !== 'toast' || event.importance === 'urgent');
  });
}

function isWanted(
  { kind, importance }: Pick<AlertEvent, 'kind' | 'importance'>,
  channel: AlertChannel,
  { events }: Pick<AlertPreferences, 'events'>,
): boolean {
  return reaches(importance, events[kind][channel]);
}

/** Whether it is as important as somebody wants it to be. */
export function reaches(importance: Importance, least: Threshold): boolean {
  return least !== 'never' && importances.indexOf(importance) >= importances.indexOf(least);
}
