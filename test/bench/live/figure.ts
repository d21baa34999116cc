/** What a bench says: one line a figure, `name: value unit (ratio R, limit L)`. */

export type Limit = { readonly ratio: number } & ({ readonly atLeast: number } | { readonly atMost: number });

const say = (line: string) => void process.stdout.write(`${line}\n`);

/** Says a figure and, where it misses its limit, makes the bench fail. */
export function figure(name: string, value: number, unit: string, limit: Limit): void {
  const least = 'atLeast' in limit;
  const bound = least ? limit.atLeast : limit.atMost;
  const fine = least ? limit.ratio >= bound : limit.ratio <= bound;
  const missed = fine ? '' : '  MISSED';
  const sign = least ? '≥' : '≤';
  say(`${name}: ${round(value)} ${unit} (ratio ${limit.ratio.toFixed(2)}, limit ${sign} ${bound})${missed}`);
  if (!fine) process.exitCode = 1;
}

/** Says what is no figure with a limit: what was compared with what, and how the rounds went. */
export const note = (line: string) => say(`  ${line}`);

/** Something that must be true whatever the speed; false fails the bench. */
export function must(name: string, isTrue: boolean, found: string): void {
  say(`${name}: ${isTrue ? 'yes' : 'NO'} (${found})`);
  if (!isTrue) process.exitCode = 1;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const found = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))];
  if (found === undefined) throw new Error('no values');
  return found;
}

/** `--name N` of the command line. */
export function option(name: string, otherwise: number): number {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : Number(process.argv[at + 1]);
}

export function round(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3);
}
