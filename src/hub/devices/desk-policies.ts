import { type HubRules, noHubRules, wrongInHubRules } from '#shared/domain/policy/hub-rules.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/index.ts';
import { createVersions, type Versions } from '../platform/versions.ts';

export type DeskPolicies = Versions<'rules', HubRules>;

/** What the house rules of the desks that are signed in to it; nothing until an admin writes some. */
export function createDeskPolicies(options: {
  readonly database: Database;
  readonly workspaceId: string;
  readonly clock: Pick<Clock, 'now'>;
}): Promise<DeskPolicies> {
  return createVersions({
    ...options,
    table: 'desk_policy',
    column: 'rules',
    none: noHubRules,
    wrongIn: wrongInHubRules,
  });
}
