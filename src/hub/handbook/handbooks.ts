import { emptyHandbook, type Handbook } from '#shared/domain/customer/handbook.ts';
import { handbookProblems } from '#shared/domain/customer/handbook-problems.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/index.ts';
import { createVersions, type Versions } from '../platform/versions.ts';

export type Handbooks = Versions<'handbook', Handbook>;

/** The handbook of the workspace; empty until somebody writes one. */
export function createHandbooks(options: {
  readonly database: Database;
  readonly workspaceId: string;
  readonly clock: Pick<Clock, 'now'>;
}): Promise<Handbooks> {
  return createVersions({
    ...options,
    table: 'handbook',
    column: 'handbook',
    none: emptyHandbook,
    wrongIn: (handbook) => handbookProblems(handbook)[0]?.path ?? null,
  });
}
