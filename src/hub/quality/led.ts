import { type RawBuilder, sql } from 'kysely';
import { isLed } from '#shared/domain/supervision/rights.ts';
import { RefusalError } from '#shared/protocol/errors.ts';
import type { Led } from '../supervision/index.ts';
import type { ReviewRow } from './row.ts';

/** Rows of these groups, or of none (`isLed`); null: all. */
export function ofGroups(column: 'group_id' | 'r.group_id', groups: Led): RawBuilder<boolean> {
  if (groups === null) return sql<boolean>`1 = 1`;
  const of = sql.ref(column);
  if (groups.length === 0) return sql<boolean>`${of} is null`;
  return sql<boolean>`(${of} is null or ${of} in (${sql.join(groups)}))`;
}

/** A review of a group that they do not lead does not exist for them. */
export function checkLed(groups: Led, row: Pick<ReviewRow, 'group_id'>): void {
  if (!isLed(groups, row.group_id)) throw new RefusalError('not_found');
}
