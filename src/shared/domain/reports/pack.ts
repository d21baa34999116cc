import type { Fact, Spot } from './fact.ts';

/**
 * Facts as they are kept: a list in a text, ids once in front and then by their place, times counted from the opening.
 * A month has a hundred thousand of them, and what reads them has a second.
 */

/** −1: nobody, nothing. */
type At = readonly [off: number, seq: number];
type Packed = readonly [
  ids: readonly string[],
  openedSeq: number,
  group: number,
  left: 0 | 1,
  target: number,
  disposition: readonly string[] | 0,
  closed: At | 0,
  given: readonly [off: number, seq: number, agent: number, all: number, open: number] | 0,
  answered: readonly [off: number, seq: number, agent: number, all: number, open: number] | 0,
  stays: readonly (readonly [agent: number, group: number, ...since: At, ...until: At])[],
  replies: readonly (readonly [
    agent: number,
    group: number,
    ...since: At,
    ...until: At,
    all: number,
    open: number,
  ])[],
  transfers: readonly (readonly [...At, from: number, fromGroup: number, to: number, toGroup: number])[],
  wrapUp: readonly [agent: number, ...until: At] | 0,
  rating: readonly [...At, score: number, about: number] | 0,
];

export function pack(fact: Fact): string {
  const ids: string[] = [];
  const place = (id: string | null): number => {
    if (id === null) return -1;
    const known = ids.indexOf(id);
    return known >= 0 ? known : ids.push(id) - 1;
  };
  const { opened, closed, given, answered, wrapUp, rating } = fact;
  const spot = (s: Spot | null): At => (s === null ? [-1, -1] : [s.at - opened.at, s.seq]);
  const first = (one: Fact['given']) =>
    one === null ? 0 : ([...spot(one), place(one.agent), one.wait.all, one.wait.open] as const);
  const packed: Packed = [
    ids,
    opened.seq,
    place(fact.group),
    fact.left ? 1 : 0,
    fact.target,
    fact.disposition ?? 0,
    closed === null ? 0 : spot(closed),
    first(given),
    first(answered),
    fact.stays.map(({ agent, group, since, until }) => [
      place(agent),
      place(group),
      ...spot(since),
      ...spot(until),
    ]),
    fact.replies.map(({ agent, group, since, until, wait }) => [
      place(agent),
      place(group),
      ...spot(since),
      ...spot(until),
      wait.all,
      wait.open,
    ]),
    fact.transfers.map((t) => [
      ...spot(t.spot),
      place(t.from),
      place(t.fromGroup),
      place(t.to),
      place(t.toGroup),
    ]),
    wrapUp === null ? 0 : [place(wrapUp.agent), ...spot(wrapUp.until)],
    rating === null ? 0 : [...spot(rating), rating.score, place(rating.about)],
  ];
  return JSON.stringify(packed);
}

export function unpack(conversationId: string, openedAt: number, text: string): Fact {
  const packed = JSON.parse(text) as Packed;
  const [ids, openedSeq, group, left, target, disposition, closed, given, answered] = packed;
  const [, , , , , , , , , stays, replies, transfers, wrapUp, rating] = packed;
  const id = (n: number): string | null => (n < 0 ? null : (ids[n] ?? null));
  const one = (n: number): string => ids[n] ?? '';
  const spot = (off: number, seq: number): Spot => ({ at: openedAt + off, seq });
  const maybe = (off: number, seq: number): Spot | null => (seq < 0 ? null : spot(off, seq));
  const first = (p: Packed[7]): Fact['given'] =>
    p === 0 ? null : { at: openedAt + p[0], seq: p[1], agent: one(p[2]), wait: { all: p[3], open: p[4] } };
  return {
    conversationId,
    opened: { at: openedAt, seq: openedSeq },
    closed: closed === 0 ? null : spot(closed[0], closed[1]),
    group: id(group),
    disposition: disposition === 0 ? null : disposition,
    left: left === 1,
    target,
    given: first(given),
    answered: first(answered),
    stays: stays.map((s) => ({
      agent: one(s[0]),
      group: id(s[1]),
      since: spot(s[2], s[3]),
      until: maybe(s[4], s[5]),
    })),
    replies: replies.map((r) => ({
      agent: one(r[0]),
      group: id(r[1]),
      since: spot(r[2], r[3]),
      until: spot(r[4], r[5]),
      wait: { all: r[6], open: r[7] },
    })),
    transfers: transfers.map((t) => ({
      spot: spot(t[0], t[1]),
      from: id(t[2]),
      fromGroup: id(t[3]),
      to: id(t[4]),
      toGroup: id(t[5]),
    })),
    wrapUp: wrapUp === 0 ? null : { agent: one(wrapUp[0]), until: maybe(wrapUp[1], wrapUp[2]) },
    rating: rating === 0 ? null : { ...spot(rating[0], rating[1]), score: rating[2], about: id(rating[3]) },
  };
}
