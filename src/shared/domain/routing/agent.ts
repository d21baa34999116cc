import type { Needs } from './needs.ts';
import type { RoutingProfile } from './profile.ts';
import type { WaitingKind } from './rank.ts';

/** Somebody who serves customers, as routing sees them at one moment. */
export type RoutingAgent = {
  readonly id: string;
  readonly name: string;
  /** Gets new ones: says online, has a desk connected, and a lease that is not over. */
  readonly online: boolean;
  /** Sum of the weights of what they hold: active conversations, open offers to them, wrap-ups not over. */
  readonly load: number;
  /** Load they may have at most; more than 0. */
  readonly capacity: number;
  /** When they were last given a conversation, epoch milliseconds; 0: never. */
  readonly lastGivenAt: number;
  /** When they last were given a conversation or had finished one, whichever is later; 0: never. */
  readonly idleSince: number;
  readonly profile: Pick<RoutingProfile, 'groups' | 'skills' | 'languages'>;
};

/** Of what is left as a message, an agent is given only while so much of their capacity is in use. */
const messageShare = 0.5;

/** Weights may be fractions, whose sums are not exact. */
const hair = 1e-9;

/**
 * Load up to which an agent is given one of this kind and weight. Messages leave half of the places free:
 * a night's messages must not take the places of the morning's customers, who sit there and wait.
 */
export function limitFor(capacity: number, kind: WaitingKind, weight: number): number {
  return kind === 'live' ? capacity : Math.min(capacity, Math.max(weight, capacity * messageShare));
}

export function hasRoom(
  agent: { readonly load: number; readonly capacity: number },
  one: { readonly kind: WaitingKind; readonly weight: number },
): boolean {
  return agent.load + one.weight <= limitFor(agent.capacity, one.kind, one.weight) + hair;
}

export function isMember(profile: Pick<RoutingProfile, 'groups'>, groupId: string): boolean {
  return profile.groups === null || profile.groups.includes(groupId);
}

export function speaks(profile: Pick<RoutingProfile, 'languages'>, language: Needs['language']): boolean {
  return language === null || profile.languages.length === 0 || profile.languages.includes(language);
}

/** 0 for a skill they do not have. */
export function levelOf(profile: Pick<RoutingProfile, 'skills'>, skill: string): number {
  return profile.skills.find((has) => has.skill === skill)?.level ?? 0;
}

/** Has each skill at the level that is asked for, or more. */
export function isSkilled(profile: Pick<RoutingProfile, 'skills'>, needed: Needs['skills']): boolean {
  return needed.every(({ skill, level }) => levelOf(profile, skill) >= level);
}
