import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openInMemory } from './database.ts';
import { migrations } from './migrations/index.ts';

/** What all migrations together make. Written anew with `UPDATE_SCHEMA=1 npx vitest run src/main/cache/schema.test.ts`. */
function schema(): string {
  const db = openInMemory(null);
  const parts = db
    .prepare<[], { sql: string }>(
      "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY tbl_name, type DESC, name",
    )
    .all();
  db.close();
  const head = `-- The cache's tables after ${migrations.at(-1)?.name}, version ${migrations.length}. Generated; the migrations are the source.\n\n`;
  return head + parts.map(({ sql }) => `${sql.replaceAll(/^ {4}/gm, '')};\n`).join('\n');
}

test('the schema document says what the migrations make', () => {
  const file = join(import.meta.dirname, 'schema.sql');
  if (process.env.UPDATE_SCHEMA === '1') writeFileSync(file, schema());
  expect(readFileSync(file, 'utf8')).toBe(schema());
});
