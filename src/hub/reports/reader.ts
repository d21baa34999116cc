import Sqlite from 'better-sqlite3';
import pg from 'pg';

/** Rows as lists: of a hundred thousand the names would be half of the work. */
export type Reader = {
  readonly kind: 'sqlite' | 'postgres';
  /** `?` stands for the values, in their order. */
  readonly rows: (text: string, values: readonly (string | number)[]) => Promise<unknown[][]>;
  readonly close: () => Promise<void>;
};

const int8 = 20;
/** KiB: a month's facts, and room for what leads to them. */
const cache = 65_536;

/** Opens the hub's database for a thread that only reads. Throws, or rejects with, the database's own error. */
export function openReader(location: string): Reader {
  return /^postgres(ql)?:\/\//u.test(location) ? postgres(location) : sqlite(location);
}

function sqlite(path: string): Reader {
  const handle = new Sqlite(path, { readonly: true });
  handle.pragma('busy_timeout = 5000');
  handle.pragma(`cache_size = -${cache}`);
  const statements = new Map<string, Sqlite.Statement>();
  return {
    kind: 'sqlite',
    rows: async (text, values) => {
      let statement = statements.get(text);
      if (statement === undefined) {
        statement = handle.prepare(text).raw();
        statements.set(text, statement);
      }
      return statement.all(...values) as unknown[][];
    },
    close: async () => {
      handle.close();
    },
  };
}

function postgres(url: string): Reader {
  const pool = new pg.Pool({
    connectionString: url,
    max: 2,
    types: { getTypeParser: (oid, format) => (oid === int8 ? Number : pg.types.getTypeParser(oid, format)) },
  });
  // A connection that breaks while idle is replaced by the pool; without a listener it ends the thread.
  pool.on('error', () => undefined);
  return {
    kind: 'postgres',
    rows: async (text, values) => {
      let n = 0;
      const numbered = text.replaceAll('?', () => {
        n += 1;
        return `$${n}`;
      });
      const answer = await pool.query({ text: numbered, values: [...values], rowMode: 'array' });
      return answer.rows as unknown[][];
    },
    close: () => pool.end(),
  };
}
