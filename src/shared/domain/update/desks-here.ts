import * as z from 'zod/mini';
import { type DeskRequirement, type DeskStanding, standingOf } from './required.ts';

/** A desk that was here within this is one that is in use. Milliseconds. */
export const latelyWithin = 7 * 24 * 60 * 60_000;

/** Desks of one version that somebody is signed in at. */
export const deskCount = z.object({
  /** Empty: they do not say. */
  version: z.string(),
  desks: z.int(),
  /** Of them, those that were here lately. */
  lately: z.int(),
});
export type DeskCount = z.infer<typeof deskCount>;

export type Counted = Pick<DeskCount, 'desks' | 'lately'>;

/** How many desks are what by a requirement: before it is saved, that it concerns more than was meant is seen. */
export function standings(
  counts: readonly DeskCount[],
  required: DeskRequirement | null,
  now: number,
): Readonly<Record<DeskStanding, Counted>> {
  const of = (standing: DeskStanding): Counted =>
    totalOf(counts.filter(({ version }) => standingOf(version, required, now) === standing));
  return { fine: of('fine'), due: of('due'), late: of('late'), refused: of('refused') };
}

export function totalOf(counts: readonly DeskCount[]): Counted {
  return counts.reduce(
    (sum, { desks, lately }) => ({ desks: sum.desks + desks, lately: sum.lately + lately }),
    { desks: 0, lately: 0 },
  );
}
