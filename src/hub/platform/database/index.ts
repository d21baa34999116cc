export type { Bulk, Columns, Lookup, Value } from './bulk.ts';
export type { Database } from './database.ts';
export { knowsSchema, openDatabase } from './open.ts';
export { clearRestoring, markRestoring, restoringMark } from './restoring.ts';
export type { Tables } from './schema.ts';
export { holdSqlite } from './sqlite.ts';
export { together } from './together.ts';
