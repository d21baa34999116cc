import { createRequire } from 'node:module';
import type Sqlite from 'better-sqlite3';

/**
 * SQLite's driver, required and not imported: of a CommonJS package that is imported Node first guesses the names by a parser
 * of its own, which took longer than the package itself, just while the page waits for its first screen.
 */
export const Database: typeof Sqlite = createRequire(import.meta.url)('better-sqlite3');
