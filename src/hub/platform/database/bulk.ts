import type { Head } from '#shared/domain/audit/chain.ts';

/**
 * The few statements of the hot path (P5), each for many rows at once and with a text that never
 * changes: prepared and run row by row on SQLite, where a call costs microseconds; one statement
 * over arrays on PostgreSQL, where a call costs a journey.
 */
export type Value = string | number | null;
export type ColumnKind = 'text' | 'bigint';
export type Columns = Readonly<Record<string, ColumnKind>>;

export type Lookup = {
  /** List after `select`. */
  readonly select: string;
  /** Tables and joins after `from`. */
  readonly from: string;
  /** Text columns that must equal the values of a tuple, in this order. */
  readonly by: readonly string[];
  /** Further condition, without parameters. */
  readonly where?: string;
};

export type Bulk = {
  /** All rows that match any of the tuples. */
  readonly lookup: <Row>(what: Lookup, tuples: readonly (readonly Value[])[]) => Promise<Row[]>;
  readonly insert: (table: string, columns: Columns, rows: readonly (readonly Value[])[]) => Promise<void>;
  /** Each row: the values of `columns`, first of them the key that finds the row. */
  readonly update: (table: string, columns: Columns, rows: readonly (readonly Value[])[]) => Promise<void>;
  /** Inserts, or sets the columns after the first `keys` where these are there already. */
  readonly upsert: (
    table: string,
    columns: Columns,
    keys: number,
    rows: readonly (readonly Value[])[],
  ) => Promise<void>;
  /** Gives `count` numbers of the workspace's feed: answers the last one given before (P2). Locks it. */
  readonly feedHead: (workspaceId: string) => Promise<number>;
  /** The latest line of the workspace's audit trail. Locks it. */
  readonly auditHead: (workspaceId: string) => Promise<Head>;
};

export function conflictClause(names: readonly string[], keys: number): string {
  const set = names.slice(keys).map((n) => `${n} = excluded.${n}`);
  return `on conflict (${names.slice(0, keys).join(', ')}) do update set ${set.join(', ')}`;
}
