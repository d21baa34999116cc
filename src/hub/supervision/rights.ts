import type { StepAction } from '#shared/domain/supervision/actions.ts';
import { groupsLed, groupsOver, isLed, mayStepIn, type Stepper } from '#shared/domain/supervision/rights.ts';
import type { Supervision } from '#shared/domain/supervision/settings.ts';
import { usualSupervision } from '#shared/domain/supervision/usual.ts';
import { RefusalError } from '#shared/protocol/errors.ts';
import type { Me, Role } from '#shared/protocol/handshake.ts';
import type { Routing } from '../routing/index.ts';

/** Ids of the groups that somebody leads; null: of all of them. */
export type Led = readonly string[] | null;

export type LeadsSome = { readonly id: string; readonly role: Role };

export type StepRights = ReturnType<typeof createStepRights>;

/** Who may step in where, by the settings in force and the groups they are in now. */
export function createStepRights({ plan, roster }: Pick<Routing['known'], 'plan' | 'roster'>) {
  const settings = (): Supervision => plan().settings.supervision ?? usualSupervision;

  /** Of whom nothing is known yet, nothing is granted that goes by groups. */
  const stepper = ({ id, role }: LeadsSome): Stepper => {
    const member = roster.members().get(id);
    return { role, groups: member === undefined ? [] : member.profile.groups };
  };

  const led = (person: LeadsSome): Led => groupsLed(stepper(person), settings());

  return {
    settings,
    /** Groups whose board, figures, alerts and reviews are theirs, now; null: of all. What belongs to others does not leave the hub to them. */
    led,
    /** Ids of those who lead that group, now; null: what is in none yet. */
    leadersOf: (groupId: string | null): string[] =>
      [...roster.members().values()]
        .filter((one) => one.role !== 'agent' && isLed(led(one), groupId))
        .map(({ id }) => id),
    /** Groups that they read all of; null: of all. */
    over: (person: LeadsSome): Led => groupsOver(stepper(person), settings()),
    /** `of`: the group it is in, or the groups somebody is in; null for none yet, or all. */
    check: (person: Me, action: StepAction, of: string | null | readonly string[]): void => {
      if (!mayStepIn(stepper(person), action, of, settings())) throw new RefusalError('forbidden');
    },
  };
}
