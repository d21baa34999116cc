import {
  firstHubRung,
  type HubRung,
  hubRungsDue,
  type LadderTimes,
  usualLadder,
} from '#shared/domain/alerts/ladder.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import type { PersonRef } from '#shared/domain/entry.ts';
import { isMember } from '#shared/domain/routing/agent.ts';
import { isLed } from '#shared/domain/supervision/rights.ts';
import type { AlertCall, AlertWhat } from '#shared/protocol/alerts.ts';
import type { DeskNews } from '#shared/protocol/desk.ts';
import type { Role } from '#shared/protocol/handshake.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/index.ts';
import type { Routing } from '../routing/index.ts';
import { createAlertHandlers } from './handlers.ts';
import { createLedger } from './ledger.ts';

/** A wait that was raised and is not over: who was told, on which rung and when. */
type Open = {
  readonly since: number;
  readonly raised: Set<HubRung>;
  readonly told: Map<string, { readonly rung: HubRung; readonly at: number }>;
};

export type Alerts = Awaited<ReturnType<typeof createAlerts>>;

/** What the last look found: there is nothing new to find before `until`, unless something is written. */
type Seen = {
  readonly since: number;
  readonly lastSeq: number;
  readonly agent: string;
  readonly until: number;
};

/** How many conversations one question to the database is about. */
const atOnce = 200;

type Served = Conversation & { readonly agent: PersonRef; readonly waitingSince: number };

/**
 * The hub's rungs of the ladder (P18): it sees that a customer waits although somebody has them, also when that one's
 * desk is dead. Every node looks, and tells those who are connected to it; the ledger has each line once.
 */
export async function createAlerts(options: {
  readonly database: Database;
  readonly clock: Clock;
  readonly known: Routing['known'];
  /** Groups that somebody who supervises leads now; null: all. */
  readonly led: (person: { readonly id: string; readonly role: Role }) => readonly string[] | null;
  readonly tellDesks: <E extends 'alert' | 'alert_over'>(
    rooms: string[],
    event: E,
    news: DeskNews[E],
  ) => void;
}) {
  const { database, clock, led, tellDesks } = options;
  const { board, roster, statuses, presence, plan } = options.known;
  const ledger = createLedger(database);
  const startedAt = clock.now();
  const open = new Map<string, Open>();
  const seen = new Map<string, Seen>();

  // What was told before a restart is not told again.
  for (const { conversationId, since, rung, what, person, at } of await ledger.open()) {
    const of = openOf(conversationId, since);
    if (what === 'raised') of.raised.add(rung as HubRung);
    else if (person !== null) of.told.set(person.id, { rung: rung as HubRung, at });
  }

  function openOf(conversationId: string, since: number): Open {
    const found = open.get(conversationId);
    if (found?.since === since) return found;
    const made: Open = { since, raised: new Set(), told: new Map() };
    open.set(conversationId, made);
    return made;
  }

  const times = (): LadderTimes => plan().settings.ladder ?? usualLadder;

  /** Who could be told on that rung, wherever they are connected. */
  function hearers(rung: HubRung, { agent, group }: Served): PersonRef[] {
    const found: PersonRef[] = [];
    for (const { id, name, role, profile } of roster.members().values()) {
      if (id === agent.id || !presence.isThere(id)) continue;
      const isFree = statuses.of(id).status === 'online' && (group === null || isMember(profile, group.id));
      const isLeader = role !== 'agent' && isLed(led({ id, role }), group?.id ?? null);
      if (rung === 'colleague' ? role === 'agent' && isFree : isLeader) found.push({ id, name });
    }
    return found;
  }

  function callFor(
    personId: string,
    rung: HubRung,
    { id, agent, group, visitor, waitingSince }: Served,
    at: number,
  ): AlertCall {
    const isAgent = roster.members().get(personId)?.role === 'agent';
    return {
      conversationId: id,
      since: waitingSince,
      rung,
      agent,
      group,
      customer: isAgent ? null : visitor.name,
      at,
    };
  }

  async function raise(conversation: Served, rung: HubRung, now: number): Promise<void> {
    const { id: conversationId, waitingSince: since } = conversation;
    const line = { conversationId, since, rung };
    const before = await ledger.write({ ...line, what: 'raised', person: null, at: now });
    const of = openOf(conversationId, since);
    of.raised.add(rung);
    // Raised before this node began: those who are here now have heard of it, or hear by `alerts.open`.
    if (before !== null && before < startedAt) return;
    for (const person of hearers(rung, conversation)) {
      if (!presence.isHere(person.id)) continue;
      await ledger.write({ ...line, what: 'told', person, at: now });
      of.told.set(person.id, { rung, at: now });
      tellDesks([`person:${person.id}`], 'alert', callFor(person.id, rung, conversation, now));
    }
  }

  async function end(
    conversationId: string,
    of: Open,
    what: AlertWhat,
    person: PersonRef | null,
  ): Promise<void> {
    open.delete(conversationId);
    const rung = of.raised.has('supervisor') ? 'supervisor' : 'colleague';
    await ledger.write({ conversationId, since: of.since, rung, what, person, at: clock.now() });
    const rooms = [...of.told.keys()].map((id) => `person:${id}`);
    if (rooms.length > 0) tellDesks(rooms, 'alert_over', { conversationId, since: of.since });
  }

  /** Those that wait no longer, whoever has seen to it. */
  async function endOthers(): Promise<void> {
    for (const [id, of] of [...open]) {
      const conversation = board.seat(id)?.conversation;
      if (conversation !== undefined && isServed(conversation) && conversation.waitingSince === of.since)
        continue;
      const author = conversation?.lastMessage?.author;
      const isAnswer = conversation?.status === 'active' && author?.kind === 'agent' && author.id !== null;
      await end(
        id,
        of,
        isAnswer ? 'answered' : 'over',
        isAnswer ? { id: author.id ?? '', name: author.name } : null,
      );
    }
  }

  async function judge(conversation: Served, unreadSince: number | undefined, now: number): Promise<void> {
    const { id, waitingSince, lastSeq, agent } = conversation;
    const of = open.get(id);
    let until = Number.POSITIVE_INFINITY;
    if (unreadSince === undefined) {
      if (of !== undefined) await end(id, of, 'opened', agent);
    } else {
      const hasColleague = hearers('colleague', conversation).length > 0;
      const due = hubRungsDue(now - unreadSince, times(), hasColleague);
      for (const rung of due) if (!of?.raised.has(rung)) await raise(conversation, rung, now);
      until = unreadSince + (firstHubRung(times()) ?? Number.POSITIVE_INFINITY);
    }
    seen.set(id, { since: waitingSince, lastSeq, agent: agent.id, until });
  }

  /** Every second. */
  async function look(): Promise<void> {
    const now = clock.now();
    await endOthers();
    const first = firstHubRung(times());
    if (first === null) return;
    const waiting = board
      .served()
      .filter(isServed)
      .filter(({ waitingSince }) => now - waitingSince >= first);
    const ids = new Set(waiting.map(({ id }) => id));
    for (const id of [...seen.keys()]) if (!ids.has(id)) seen.delete(id);
    const asked = waiting.filter(({ id, waitingSince, lastSeq, agent }) => {
      const last = seen.get(id);
      if (last === undefined || open.has(id)) return true;
      const isSame = last.since === waitingSince && last.lastSeq === lastSeq && last.agent === agent.id;
      return !isSame || now >= last.until;
    });
    for (let i = 0; i < asked.length; i += atOnce) {
      const some = asked.slice(i, i + atOnce);
      const unread = await ledger.unreadSince(some.map(({ id }) => id));
      for (const conversation of some) await judge(conversation, unread.get(conversation.id), now);
    }
  }

  /** What this person was told of and is not over. */
  function openFor(personId: string): AlertCall[] {
    return [...open].flatMap(([id, { told }]) => {
      const mine = told.get(personId);
      const conversation = board.seat(id)?.conversation;
      if (mine === undefined || conversation === undefined || !isServed(conversation)) return [];
      const role = roster.members().get(personId)?.role ?? 'agent';
      // They were told when it was still theirs to lead.
      if (role !== 'agent' && !isLed(led({ id: personId, role }), conversation.group?.id ?? null)) return [];
      return [callFor(personId, mine.rung, conversation, mine.at)];
    });
  }

  return { look, handlers: createAlertHandlers({ ledger, clock, board, openFor }) };
}

function isServed(conversation: Conversation): conversation is Served {
  const { status, agent, waitingSince } = conversation;
  return status === 'active' && agent !== null && waitingSince !== null;
}
