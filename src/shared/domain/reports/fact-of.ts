import type { EntryBody } from '../entry.ts';
import type { Fact, Reply, Spot, Stay, Transfer } from './fact.ts';
import type { House } from './house.ts';

/** Kinds of which reports read the body; of the rest it is enough that they are there. */
export const toldKinds = ['assigned', 'routed', 'closed', 'wrapped', 'rated'] as const;
type Told = Extract<EntryBody, { kind: (typeof toldKinds)[number] }>;

/** An entry as reports read it: without a word of what was written. */
export type Line = Spot & {
  readonly author: { readonly kind: string; readonly id: string | null };
  readonly kind: string;
  /** Of `toldKinds`; null for the rest. */
  readonly body: Told | null;
};

type Draft = {
  -readonly [K in keyof Omit<Fact, 'stays' | 'group' | 'target' | 'opened'>]: Fact[K];
} & { opened: Spot | null };

/**
 * What reports know of a conversation, from all its entries in their order. Null where it has not begun.
 * docs/reports.md says the same in words.
 */
export function factOf(conversationId: string, lines: readonly Line[], house: House): Fact | null {
  const fact: Draft = {
    conversationId,
    opened: null,
    closed: null,
    disposition: null,
    left: false,
    given: null,
    answered: null,
    replies: [],
    transfers: [],
    wrapUp: null,
    rating: null,
  };
  const stays: Stay[] = [];
  const replies: Reply[] = [];
  const transfers: Transfer[] = [];
  /** Where it is, and where it was when somebody first had it. */
  let group: string | null = null;
  let firstGroup: string | null = null;
  let agent: string | null = null;
  /** First line of the customer that nobody has answered. */
  let asked: Spot | null = null;
  let wrapUpUntil: number | null = null;

  const endStay = (spot: Spot) => {
    const stay = stays.at(-1);
    if (stay !== undefined && stay.until === null) stays[stays.length - 1] = { ...stay, until: spot };
  };

  for (const { at, seq, author, kind, body } of lines) {
    const spot: Spot = { at, seq };
    if (kind === 'opened') fact.opened = spot;
    if (fact.opened === null) continue;

    if (kind === 'message' && author.kind === 'visitor') {
      fact.left = false;
      asked ??= spot;
    }
    if (kind === 'message' && author.kind === 'agent' && author.id !== null) {
      const by = author.id;
      if (fact.answered === null)
        fact.answered = { ...spot, agent: by, wait: house.waitOf(group, fact.opened.at, at) };
      else if (asked !== null)
        replies.push({
          agent: by,
          group,
          since: asked,
          until: spot,
          wait: house.waitOf(group, asked.at, at),
        });
      asked = null;
    }
    if (kind === 'message_left') fact.left = true;

    switch (body?.kind) {
      case 'routed':
        group = body.group.id;
        break;
      case 'assigned': {
        const to = body.to?.id ?? null;
        if (body.reason === 'transferred')
          transfers.push({
            spot,
            from: body.from?.id ?? null,
            fromGroup: group,
            to,
            toGroup: to === null ? (body.group?.id ?? group) : group,
          });
        endStay(spot);
        group = body.group?.id ?? group;
        agent = to;
        if (to === null) break;
        stays.push({ agent: to, group, since: spot, until: null });
        if (fact.given !== null) break;
        fact.given = { ...spot, agent: to, wait: house.waitOf(group, fact.opened.at, at) };
        firstGroup = group;
        break;
      }
      case 'closed':
        endStay(spot);
        fact.closed = spot;
        asked = null;
        wrapUpUntil = body.wrapUpUntil ?? null;
        if (wrapUpUntil !== null && agent !== null) fact.wrapUp = { agent, until: null };
        break;
      case 'wrapped':
        // What is filed late, or once more, is no more wrap-up: its time was over.
        if (fact.wrapUp !== null && fact.wrapUp.until === null && wrapUpUntil !== null)
          fact.wrapUp = { ...fact.wrapUp, until: { seq, at: Math.min(at, wrapUpUntil) } };
        if (body.filed !== undefined) fact.disposition = body.filed.disposition;
        break;
      case 'rated':
        fact.rating = { ...spot, score: body.score, about: body.about?.id ?? null };
        break;
      case undefined:
        break;
    }
  }
  if (fact.opened === null) return null;
  const of = fact.given === null ? group : firstGroup;
  return {
    ...fact,
    opened: fact.opened,
    group: of,
    target: house.targetOf(of, fact.opened.at),
    stays,
    replies,
    transfers,
  };
}
