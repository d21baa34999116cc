import type { Conversation } from '#shared/domain/conversation.ts';
import type { EntryBody, OfferKind } from '#shared/domain/entry.ts';
import type { RoutingDecision } from '#shared/domain/routing/decision.ts';
import type { Group, RoutingPlan } from '#shared/domain/routing/plan.ts';
import { leaseTime, type World } from './routing-world.ts';

/** What the test makes of the entries by itself: it counts as one would by hand, with nothing of the hub's. */
type Talk = {
  readonly id: string;
  visitor: string;
  status: 'queued' | 'active' | 'closed';
  kind: 'live' | 'message';
  agent: string | null;
  group: string | null;
  skills: readonly { readonly skill: string; readonly level: number }[];
  language: string | null;
  chosen: string | null;
  wrapUntil: number;
  offer: { how: OfferKind; to: string; until: number } | null;
  /** Who did not want it. */
  asked: string[];
  since: number;
  queuedSince: number;
};

/** By whom something was given that the rules of routing hold for. */
const ofRouting = ['least_loaded', 'longest_idle', 'round_robin', 'sticky', 'chosen'];

export type Truth = ReturnType<typeof createTruth>;

export function createTruth(world: World) {
  const talks = new Map<string, Talk>();
  const problems: string[] = [];
  /** How often routing gave or offered something, so that nobody is content with a test in which nothing happens. */
  const seen = { given: 0, offered: 0, noAnswer: 0, declined: 0, overflow: 0, chosen: 0, sticky: 0, gone: 0 };

  const plan = (): RoutingPlan => world.hub().plans.current().plan;
  const groupOf = (id: string | null): Group | undefined =>
    plan().groups.find((group) => group.id === id) ??
    plan().groups.find((group) => group.id === plan().settings.defaultGroup);

  const loadOf = (person: string, at: number): number =>
    [...talks.values()].filter(
      (talk) =>
        (talk.agent === person && (talk.status === 'active' || talk.wrapUntil > at)) ||
        (talk.agent !== person && talk.offer?.to === person && talk.offer.how !== 'invite'),
    ).length;

  const capacityOf = (person: string) => world.profiles.get(person)?.capacity ?? plan().settings.capacity;

  const nameOf = (id: string | null) => world.people.find((one) => one.id === id)?.name ?? 'nobody';

  /** What routing has just given somebody has to be for them. */
  const checkGift = (talk: Talk, person: string, decision: RoutingDecision | undefined, at: number) => {
    const who = nameOf(person);
    const limit = capacityOf(person);
    const most = talk.kind === 'live' ? limit : Math.max(1, limit / 2);
    const load = loadOf(person, at);
    if (load > most) problems.push(`${who} has ${load} of ${most}, by routing`);
    if ((world.desks.get(person) ?? 0) === 0) problems.push(`${who} is not there and was given one`);
    const status = world.statuses.get(person)?.status ?? 'online';
    if (status !== 'online') problems.push(`${who} is ${status} and was given one`);
    if (decision === undefined || decision.to?.id !== person) problems.push(`${who}: nothing says why`);
    if (decision?.rule === 'chosen' || decision?.rule === 'sticky') seen[decision.rule] += 1;
    if (decision?.rule === 'overflow') seen.overflow += 1;
    const profile = world.profiles.get(person);
    const groups = [talk.group, ...(decision?.overflow ? [decision.overflow.id] : [])];
    const isMember = profile?.groups === null || groups.some((id) => profile?.groups?.includes(id ?? ''));
    if (!isMember && decision?.rule !== 'chosen') problems.push(`${who} is of another group`);
  };

  const apply = (talk: Talk, body: EntryBody, at: number, decision: RoutingDecision | undefined) => {
    switch (body.kind) {
      case 'message_left':
        talk.kind = 'message';
        break;
      case 'routed':
        talk.group = body.group.id;
        talk.skills = body.needs.skills;
        talk.language = body.needs.language;
        talk.chosen = body.needs.agent;
        break;
      case 'assigned':
        if (body.to === null && body.reason === 'transferred' && body.from) talk.asked.push(body.from.id);
        if (body.reason === 'agent_gone') seen.gone += 1;
        talk.status = body.to === null ? 'queued' : 'active';
        talk.agent = body.to?.id ?? null;
        talk.group = body.group?.id ?? talk.group;
        talk.offer = null;
        talk.since = at;
        if (body.to === null) talk.queuedSince = at;
        if (body.to !== null && ofRouting.includes(body.reason)) {
          seen.given += 1;
          checkGift(talk, body.to.id, decision, at);
        }
        break;
      case 'offered':
        if (talk.offer !== null) problems.push('two are asked at once');
        talk.offer = { how: body.how, to: body.to.id, until: body.until };
        if (body.how === 'route' && body.by === null) {
          seen.offered += 1;
          checkGift(talk, body.to.id, decision, at);
        }
        break;
      case 'offer_ended':
        if (body.how === 'route' && (body.because === 'no_answer' || body.because === 'declined'))
          talk.asked.push(body.to.id);
        if (body.because === 'no_answer') seen.noAnswer += 1;
        if (body.because === 'declined') seen.declined += 1;
        talk.offer = null;
        break;
      case 'joined':
        talk.offer = null;
        break;
      case 'closed':
        talk.status = 'closed';
        talk.wrapUntil = body.wrapUpUntil ?? 0;
        talk.offer = null;
        break;
      case 'wrapped':
        talk.wrapUntil = 0;
        break;
      default:
    }
  };

  // At once: what is right is right at that moment.
  world.onCommitted((all) => {
    for (const { entry, conversation, decision } of all) {
      const { body, at } = entry;
      const talk: Talk = talks.get(entry.conversationId) ?? {
        id: entry.conversationId,
        visitor: conversation.visitor.id,
        status: 'queued',
        kind: 'live',
        agent: null,
        group: null,
        skills: [],
        language: null,
        chosen: null,
        wrapUntil: 0,
        offer: null,
        asked: [],
        since: at,
        queuedSince: at,
      };
      talks.set(talk.id, talk);
      if (body.kind === 'message' && entry.author.kind === 'visitor' && conversation.kind === 'live')
        talk.kind = 'live';
      apply(talk, body, at, decision);
    }
  });

  /** Every waiting customer has one owner, or one place in one queue. */
  const checkPlaces = async () => {
    const rows = await world.rows();
    const open = new Map(rows.filter(({ status }) => status !== 'closed').map((row) => [row.id, row]));
    const held = new Map([...talks].filter(([, { status }]) => status !== 'closed'));
    if (open.size !== held.size) problems.push(`${open.size} are open, and ${held.size} should be`);
    const places = new Map<string, number[]>();
    for (const talk of held.values()) {
      const row = open.get(talk.id);
      if (row === undefined) problems.push('a conversation is gone');
      else checkRow(row, talk);
      const queue = world.hub().front.placeOf(talk.visitor);
      if (talk.status !== 'queued' || talk.kind !== 'live') {
        if (queue !== null) problems.push('who does not wait has a place');
        continue;
      }
      if (queue === null || queue.conversationId !== talk.id) problems.push('who waits has no place');
      else if (talk.group !== null) places.set(talk.group, [...(places.get(talk.group) ?? []), queue.place]);
    }
    for (const [, taken] of places) {
      const right = taken.sort((a, b) => a - b).every((place, n) => place === n + 1);
      if (!right) problems.push(`places ${taken.join()}`);
    }
  };

  const checkRow = (row: Conversation, talk: Talk) => {
    const inQueue = row.status === 'queued' && row.agent === null && row.queuedAt !== null;
    const isServed = row.status === 'active' && row.agent !== null && row.queuedAt === null;
    if (inQueue === isServed) problems.push(`${row.status} with ${row.agent?.name ?? 'nobody'}`);
    if (row.group === null) problems.push('in no queue of any group');
    if (row.status !== talk.status || (row.agent?.id ?? null) !== talk.agent)
      problems.push(`${row.status} of ${row.agent?.name}, and its entries say ${talk.status}`);
    const known = world.hub().routing.known.board.seat(row.id)?.conversation;
    if (JSON.stringify(known) !== JSON.stringify(row))
      problems.push(`routing remembers ${JSON.stringify(known)} for ${JSON.stringify(row)}`);
  };

  /** Nobody waits while somebody could have them. */
  const checkIdle = () => {
    const now = world.now();
    const queued = [...talks.values()].filter(({ status, offer }) => status === 'queued' && offer === null);
    for (const talk of queued) {
      if (talk.kind !== 'live' || talk.asked.length > 0 || talk.chosen !== null) continue;
      for (const { id, name } of world.agents) {
        const profile = world.profiles.get(id);
        if (profile === undefined || (world.desks.get(id) ?? 0) === 0) continue;
        if ((world.statuses.get(id)?.status ?? 'online') !== 'online') continue;
        const group = groupOf(talk.group)?.id ?? '';
        if (profile.groups !== null && !profile.groups.includes(group)) continue;
        const isSkilled = talk.skills.every((need) =>
          profile.skills.some(({ skill, level }) => skill === need.skill && level >= need.level),
        );
        const speaks = profile.languages.length === 0 || profile.languages.some((l) => l === talk.language);
        if (isSkilled && speaks && loadOf(id, now) < capacityOf(id))
          problems.push(`${name} has room, and somebody waits`);
      }
    }
  };

  const checkTime = () => {
    const now = world.now();
    for (const talk of talks.values()) {
      if (talk.offer !== null && talk.offer.until <= now)
        problems.push('asked for longer than there is time');
      if (talk.status !== 'active' || talk.agent === null) continue;
      const away = world.awaySince(talk.agent);
      if (away !== null && now - Math.max(away, talk.since) > leaseTime + 10_000)
        problems.push(`${nameOf(talk.agent)} is gone and holds one`);
    }
  };

  return {
    problems,
    seen,
    talks: (): readonly Talk[] => [...talks.values()],
    /** Whatever has just happened. */
    check: async (): Promise<void> => {
      await checkPlaces();
      problems.push(...world.faults.splice(0));
    },
    /** After a look, which comes every second. */
    checkAfterLook: async (): Promise<void> => {
      checkIdle();
      checkTime();
      await checkPlaces();
      problems.push(...world.faults.splice(0));
    },
  };
}
