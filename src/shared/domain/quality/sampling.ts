import * as z from 'zod/mini';
import { id, time } from '../../protocol/fields.ts';
import { code } from '../customer/handbook.ts';

/** Which conversations of a period are looked at (E4). The same choice of the same period is the same sample, whoever draws it. */

const count = z.int().check(z.minimum(1), z.maximum(500));

export const sampleRule = z.strictObject({
  /** Closed at or after `from` and before `to`. */
  from: time,
  to: time,
  /** Empty: of all. */
  agents: z.array(id).check(z.maxLength(200)),
  groups: z.array(id).check(z.maxLength(200)),
  dispositions: z.array(code).check(z.maxLength(50)),
  /** Rated so or worse; null: however it was rated, or not at all. */
  ratedAtMost: z.nullable(z.int().check(z.minimum(1), z.maximum(5))),
  /** Lasted so long or longer, milliseconds. */
  lastedAtLeast: z.nullable(z.int().check(z.minimum(0))),
  transfersAtLeast: z.nullable(z.int().check(z.minimum(1), z.maximum(20))),
  /** Said by somebody: any of these. Empty: whatever was said. */
  words: z.array(z.string().check(z.minLength(1), z.maxLength(60), z.regex(/\S/u))).check(z.maxLength(20)),
  /** Its customer waited so long that somebody was alerted. */
  alerted: z.boolean(),
  /** Leaves out what was looked at with that card already. What is drawn then depends on when it is drawn. */
  unreviewed: z.boolean(),
  /** `all`: so many of all that fit. `each`: so many of each agent in each week of the period, counted from its beginning. */
  pick: z.strictObject({ from: z.enum(['all', 'each']), count }),
  seed: z.string().check(z.minLength(1), z.maxLength(40), z.regex(/^\S+$/u)),
});
export type SampleRule = z.infer<typeof sampleRule>;

export type Candidate = { readonly id: string; readonly agentId: string; readonly closedAt: number };

/** Most that one sample has, however it is picked. */
export const maxSample = 500;

const week = 7 * 24 * 3600_000;

/**
 * Draws. Each conversation has a number that seed and id give it; those with the lowest are taken. So neither the order in which
 * they come matters, nor does one more or less that fits change what becomes of the others. Answered in order of closing.
 */
export function drawSample(
  candidates: readonly Candidate[],
  { pick, seed, from }: Pick<SampleRule, 'pick' | 'seed' | 'from'>,
): readonly Candidate[] {
  const drawn = candidates
    .map((one) => ({ one, at: numberOf(`${seed}\n${one.id}`) }))
    .sort((a, b) => a.at - b.at || (a.one.id < b.one.id ? -1 : 1));
  const taken = new Map<string, number>();
  const chosen = drawn.filter(({ one }) => {
    const heap = pick.from === 'all' ? '' : `${one.agentId} ${Math.floor((one.closedAt - from) / week)}`;
    const before = taken.get(heap) ?? 0;
    taken.set(heap, before + 1);
    return before < pick.count;
  });
  return chosen
    .slice(0, maxSample)
    .map(({ one }) => one)
    .sort((a, b) => a.closedAt - b.closedAt || (a.id < b.id ? -1 : 1));
}

/**
 * Who looks at which: in turn, each as many as the next, and nobody at what they had a part in. `seconds`: a second one who has
 * not seen the first. What nobody of them may look at is left out.
 */
export function shareOut(
  conversations: readonly { readonly id: string; readonly owners: readonly string[] }[],
  reviewers: readonly string[],
  seconds: boolean,
): readonly { readonly id: string; readonly reviewers: readonly string[] }[] {
  const load = new Map(reviewers.map((reviewer) => [reviewer, 0]));
  return conversations.flatMap(({ id, owners }) => {
    const free = reviewers.filter((reviewer) => !owners.includes(reviewer));
    const byLoad = [...free].sort(
      (a, b) => (load.get(a) ?? 0) - (load.get(b) ?? 0) || reviewers.indexOf(a) - reviewers.indexOf(b),
    );
    const chosen = byLoad.slice(0, seconds ? 2 : 1);
    for (const reviewer of chosen) load.set(reviewer, (load.get(reviewer) ?? 0) + 1);
    return chosen.length === 0 ? [] : [{ id, reviewers: chosen }];
  });
}

/** 53 bits of a text, spread evenly (cyrb53, public domain). No secret depends on it: that it is always the same matters. */
function numberOf(text: string): number {
  let [a, b] = [0xdeadbeef, 0x41c6ce57];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 2654435761);
    b = Math.imul(b ^ unit, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return 4294967296 * (2097151 & b) + (a >>> 0);
}
