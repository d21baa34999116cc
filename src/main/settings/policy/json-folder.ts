import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Ignored, Layer } from '#shared/domain/policy/effective.ts';

/** A policy is a few lines: what is larger is no such file. Bytes. */
const largest = 1_000_000;

export type Found = { readonly layers: readonly Layer[]; readonly ignored: readonly Ignored[] };

/**
 * The JSON files of one folder in the order of their names, as Chrome on Linux has it; the later file wins. A folder that is
 * not there says nothing. A file that cannot be read, is no object, or that others than its owner could change, is reported and
 * ignored. `owner`: user id that it must belong to, so that nobody else can give rules; null: whoever.
 */
export function policiesIn(dir: string, source: 'enforced' | 'recommended', owner: number | null): Found {
  const layers: Layer[] = [];
  const ignored: Ignored[] = [];
  for (const name of namesIn(dir)) {
    const from = join(dir, name);
    const found = valuesIn(from, owner);
    if ('why' in found) ignored.push({ name: '', from, why: found.why });
    else layers.push({ source, from, ...found });
  }
  return { layers, ignored };
}

function namesIn(dir: string): readonly string[] {
  try {
    return readdirSync(dir)
      .filter((name) => name.endsWith('.json'))
      .sort();
  } catch {
    return [];
  }
}

function valuesIn(file: string, owner: number | null): Pick<Layer, 'values'> | { readonly why: string } {
  let text: string;
  try {
    const { uid, mode, size } = statSync(file);
    if (owner !== null && (uid !== owner || (mode & 0o022) !== 0)) return { why: 'others can change it' };
    if (size > largest) return { why: 'is too large' };
    text = readFileSync(file, 'utf8');
  } catch {
    return { why: 'cannot be read' };
  }
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return { why: 'is no object' };
    return { values: value as Readonly<Record<string, unknown>> };
  } catch {
    return { why: 'is no JSON' };
  }
}
