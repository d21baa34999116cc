import type { Random } from '../faults/random.ts';

/** Numbers by chance of a given distribution; the same Random gives the same ones. */

export function exponential(random: Random, mean: number): number {
  return -mean * Math.log(1 - random.next());
}

/** `spread` is the standard deviation as a share of the mean. */
export function logNormal(random: Random, mean: number, spread: number): number {
  const variance = Math.log(1 + spread * spread);
  return Math.exp(Math.log(mean) - variance / 2 + Math.sqrt(variance) * normal(random));
}

/** Standard normal, by the method of Box and Muller. */
function normal(random: Random): number {
  const radius = Math.sqrt(-2 * Math.log(1 - random.next()));
  return radius * Math.cos(2 * Math.PI * random.next());
}

/** Picks by share; the shares need not make one. */
export function pickByShare<T extends { readonly share: number }>(random: Random, from: readonly T[]): T {
  let rest = random.next() * from.reduce((sum, { share }) => sum + share, 0);
  for (const one of from) {
    rest -= one.share;
    if (rest < 0) return one;
  }
  const last = from.at(-1);
  if (last === undefined) throw new Error('nothing to pick from');
  return last;
}

/**
 * Moments of arrivals at a rate that changes (Poisson), from `from` to before `to`: made at the highest rate,
 * and kept with the share that the rate then is of it.
 */
export function* arrivals(
  random: Random,
  from: number,
  to: number,
  rate: (at: number) => number,
  top: number,
): Generator<number> {
  if (top <= 0) return;
  for (let at = from + exponential(random, 1 / top); at < to; at += exponential(random, 1 / top)) {
    if (random.next() * top < rate(at)) yield at;
  }
}
