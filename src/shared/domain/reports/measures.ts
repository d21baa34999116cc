import type { Fact, Spot, Wait } from './fact.ts';

/**
 * What a conversation adds to reports: each time one number, with the moment it counts at, whose it is, and the two
 * entries that it is between. All figures are made of these, and what is shown behind a figure is these.
 */
export const measures = [
  'offered',
  'answered',
  'abandoned',
  'left',
  'pending',
  'wait',
  'firstResponse',
  'inTime',
  'nextResponse',
  'handled',
  'serving',
  'handling',
  'afterCall',
  'transferOut',
  'transferToGroup',
  'transferIn',
  'rating',
] as const;
export type Measure = (typeof measures)[number];

export type Emit = (
  measure: Measure,
  value: number,
  /** When it counts. */
  at: number,
  agent: string | null,
  group: string | null,
  from: Spot,
  to: Spot,
) => void;

/** `inHours`: waits are counted as far as they are within opening hours. */
export function measure(fact: Fact, inHours: boolean, emit: Emit): void {
  const long = (wait: Wait): number => (inHours ? wait.open : wait.all);
  const { opened, closed, answered, given, group, left, transfers, rating } = fact;
  const by = answered?.agent ?? given?.agent ?? null;
  const whole = (what: Measure, value: number, to: Spot) =>
    emit(what, value, opened.at, by, group, opened, to);

  whole('offered', 1, opened);
  if (left) whole('left', 1, opened);
  else if (answered !== null) whole('answered', 1, answered);
  else if (closed !== null) whole('abandoned', 1, closed);
  else whole('pending', 1, opened);

  if (!left) {
    if (given !== null) whole('wait', long(given.wait), given);
    if (answered !== null) {
      whole('firstResponse', long(answered.wait), answered);
      whole('inTime', long(answered.wait) <= fact.target ? 1 : 0, answered);
    } else if (closed !== null) whole('inTime', 0, closed);
  }
  for (const reply of fact.replies)
    emit(
      'nextResponse',
      long(reply.wait),
      reply.since.at,
      reply.agent,
      reply.group,
      reply.since,
      reply.until,
    );

  measureStays(fact, emit);

  for (const { spot, from, fromGroup, to, toGroup } of transfers) {
    emit('transferOut', 1, spot.at, from, fromGroup, spot, spot);
    if (to === null) emit('transferToGroup', 1, spot.at, from, fromGroup, spot, spot);
    emit('transferIn', 1, spot.at, to, toGroup, spot, spot);
  }
  if (rating !== null) emit('rating', rating.score, rating.at, rating.about, group, rating, rating);
}

/** What its agents had to do with it; wrap-up belongs to who had it last. */
function measureStays({ stays, wrapUp, closed }: Fact, emit: Emit): void {
  stays.forEach(({ agent, group, since, until }, n) => {
    emit('handled', 1, since.at, agent, group, since, since);
    if (until === null) return;
    const serving = until.at - since.at;
    emit('serving', serving, since.at, agent, group, since, until);
    const isWrapped = n === stays.length - 1 && wrapUp !== null && closed !== null;
    if (!isWrapped) {
      emit('handling', serving, since.at, agent, group, since, until);
      return;
    }
    // While wrap-up goes on nobody knows how long it takes.
    if (wrapUp.until === null) return;
    const after = wrapUp.until.at - closed.at;
    emit('afterCall', after, since.at, agent, group, closed, wrapUp.until);
    emit('handling', serving + after, since.at, agent, group, since, wrapUp.until);
  });
}

/** While an agent has something to do: a conversation, or its wrap-up. `to` is null while it goes on. */
export function busySpans({ stays, wrapUp, closed }: Fact): {
  readonly agent: string;
  /** Whose it was then. */
  readonly group: string | null;
  readonly from: number;
  readonly to: number | null;
}[] {
  const spans = stays.map(({ agent, group, since, until }) => ({
    agent,
    group,
    from: since.at,
    to: until?.at ?? null,
  }));
  if (wrapUp === null || closed === null) return spans;
  const group = stays.at(-1)?.group ?? null;
  return [...spans, { agent: wrapUp.agent, group, from: closed.at, to: wrapUp.until?.at ?? null }];
}
