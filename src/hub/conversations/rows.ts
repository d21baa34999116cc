import { lastMessageOf } from '#shared/domain/after-entry.ts';
import type { Conversation, Rating } from '#shared/domain/conversation.ts';
import type { Filed } from '#shared/domain/customer/filing.ts';
import type { Entry, EntryBody } from '#shared/domain/entry.ts';
import type { RoutingDecision } from '#shared/domain/routing/decision.ts';
import { noNeeds } from '#shared/domain/routing/needs.ts';
import type { Columns, Value } from '../platform/database/index.ts';
import type { Held } from './writes.ts';

/** Between rows of the tables and the shapes of the protocol. */

/** Columns of a conversation read with its growth (`g`), visitor (`v`), owner (`p`) and last message (`m`). */
export const conversationSelect = [
  'c.id as id',
  'c.visitor_id as visitor_id',
  'v.name as visitor_name',
  'v.locale as visitor_locale',
  'c.status as status',
  'c.agent_id as agent_id',
  'p.name as agent_name',
  'c.version as version',
  'g.last_seq as last_seq',
  'g.last_public_seq as last_public_seq',
  'g.last_feed_seq as last_feed_seq',
  'c.opened_at as opened_at',
  'c.closed_at as closed_at',
  'g.waiting_since as waiting_since',
  'g.last_said as last_said',
  'g.last_message as last_message',
  'm.id as m_id',
  'm.author_kind as m_author_kind',
  'm.author_id as m_author_id',
  'm.author_name as m_author_name',
  'm.at as m_at',
  'm.body as m_body',
  'c.page as page',
  'c.owners as owners',
  'c.kind as kind',
  'c.group_id as group_id',
  'c.group_name as group_name',
  'c.priority as priority',
  'c.queued_at as queued_at',
  'c.waited as waited',
  'c.offer as offer',
  'c.guests as guests',
  'c.wrap_up_until as wrap_up_until',
  'c.needs as needs',
  'c.contact as contact',
  'c.rating as rating',
  'c.filed as filed',
] as const;

export type ConversationRow = {
  id: string;
  visitor_id: string;
  visitor_name: string | null;
  visitor_locale: 'zh-CN' | 'en';
  status: Conversation['status'];
  agent_id: string | null;
  agent_name: string | null;
  version: number;
  last_seq: number;
  last_public_seq: number;
  last_feed_seq: number;
  opened_at: number;
  closed_at: number | null;
  waiting_since: number | null;
  last_said: number | null;
  last_message: string | null;
  m_id: string | null;
  m_author_kind: Entry['author']['kind'] | null;
  m_author_id: string | null;
  m_author_name: string | null;
  m_at: number | null;
  m_body: string | null;
  page: string | null;
  owners: string;
  kind: Conversation['kind'];
  group_id: string | null;
  group_name: string | null;
  priority: number;
  queued_at: number | null;
  waited: number;
  offer: string | null;
  guests: string;
  wrap_up_until: number | null;
  needs: string | null;
  contact: string | null;
  rating: string | null;
  filed: string | null;
};

export function toHeld(row: ConversationRow): Held {
  return {
    conversation: {
      id: row.id,
      visitor: { id: row.visitor_id, name: row.visitor_name, locale: row.visitor_locale },
      status: row.status,
      agent: row.agent_id === null ? null : { id: row.agent_id, name: row.agent_name ?? '' },
      version: row.version,
      lastSeq: row.last_seq,
      lastFeedSeq: row.last_feed_seq,
      openedAt: row.opened_at,
      closedAt: row.closed_at,
      waitingSince: row.waiting_since,
      lastMessage: lastMessageIn(row),
      page: parsed<Conversation['page']>(row.page, null),
      kind: row.kind,
      group: row.group_id === null ? null : { id: row.group_id, name: row.group_name ?? '' },
      priority: row.priority,
      needs: parsed(row.needs, noNeeds),
      queuedAt: row.queued_at,
      waited: row.waited,
      offer: parsed<Conversation['offer']>(row.offer, null),
      guests: parsed<Conversation['guests']>(row.guests, []),
      wrapUpUntil: row.wrap_up_until,
      contact: parsed<Conversation['contact']>(row.contact, null),
      ...(row.rating !== null && { rating: JSON.parse(row.rating) as Rating }),
      ...(row.filed !== null && { filed: JSON.parse(row.filed) as Filed }),
    },
    publicSeq: row.last_public_seq,
    lastSaid: row.last_said,
    owners: row.owners === '' ? [] : row.owners.split(','),
  };
}

function lastMessageIn(row: ConversationRow): Conversation['lastMessage'] {
  const { m_id: id, m_author_kind: kind, m_author_name: name, m_at: at, m_body: body } = row;
  if (id === null || kind === null || name === null || at === null || body === null)
    return parsed<Conversation['lastMessage']>(row.last_message, null);
  const said = JSON.parse(body) as Extract<EntryBody, { kind: 'message' }>;
  return lastMessageOf({ id, author: { kind, id: row.m_author_id, name }, at }, said);
}

function parsed<T>(json: string | null, none: T): T {
  return json === null || json === '' ? none : (JSON.parse(json) as T);
}

/** JSON of what is there, null for nothing. */
function json(value: object | null): string | null {
  return value === null ? null : JSON.stringify(value);
}

/** What changes in a conversation's row, its id first. */
export const conversationChange = {
  id: 'text',
  status: 'text',
  agent_id: 'text',
  version: 'bigint',
  opened_at: 'bigint',
  closed_at: 'bigint',
  page: 'text',
  owners: 'text',
  kind: 'text',
  group_id: 'text',
  group_name: 'text',
  priority: 'bigint',
  queued_at: 'bigint',
  waited: 'bigint',
  offer: 'text',
  offer_to: 'text',
  offer_until: 'bigint',
  guests: 'text',
  wrap_up_until: 'bigint',
  needs: 'text',
  contact: 'text',
  rating: 'text',
  filed: 'text',
} as const satisfies Columns;

/** What every entry changes in it. */
export const conversationGrowth = {
  conversation_id: 'text',
  last_seq: 'bigint',
  last_public_seq: 'bigint',
  last_feed_seq: 'bigint',
  waiting_since: 'bigint',
  last_said: 'bigint',
  last_message: 'text',
} as const satisfies Columns;

export function conversationGrowthValues({ conversation: c, publicSeq, lastSaid }: Held): Value[] {
  const changed = lastSaid === null ? json(c.lastMessage) : null;
  return [c.id, c.lastSeq, publicSeq, c.lastFeedSeq, c.waitingSince, lastSaid, changed];
}

export const conversationColumns = {
  ...conversationChange,
  workspace_id: 'text',
  visitor_id: 'text',
} as const satisfies Columns;

export function conversationChangeValues({ conversation: c, owners }: Held): Value[] {
  return [
    c.id,
    c.status,
    c.agent?.id ?? null,
    c.version,
    c.openedAt,
    c.closedAt,
    json(c.page),
    owners.join(','),
    c.kind,
    c.group?.id ?? null,
    c.group?.name ?? null,
    c.priority,
    c.queuedAt,
    c.waited,
    json(c.offer),
    c.offer?.to.id ?? null,
    c.offer?.until ?? null,
    c.guests.length === 0 ? '' : JSON.stringify(c.guests),
    c.wrapUpUntil,
    c.needs === noNeeds ? null : JSON.stringify(c.needs),
    json(c.contact),
    json(c.rating ?? null),
    json(c.filed ?? null),
  ];
}

export function conversationValues(held: Held, workspaceId: string): Value[] {
  return [...conversationChangeValues(held), workspaceId, held.conversation.visitor.id];
}

export const entryColumns = {
  id: 'text',
  workspace_id: 'text',
  conversation_id: 'text',
  seq: 'bigint',
  feed_seq: 'bigint',
  public_seq: 'bigint',
  author_kind: 'text',
  author_id: 'text',
  author_name: 'text',
  audience: 'text',
  key: 'text',
  at: 'bigint',
  kind: 'text',
  body: 'text',
} as const satisfies Columns;

export const entrySelect = [
  'e.id as id',
  'e.conversation_id as conversation_id',
  'e.seq as seq',
  'e.feed_seq as feed_seq',
  'e.public_seq as public_seq',
  'e.author_kind as author_kind',
  'e.author_id as author_id',
  'e.author_name as author_name',
  'e.audience as audience',
  'e.key as key',
  'e.at as at',
  'e.body as body',
] as const;

export type EntryRow = {
  id: string;
  conversation_id: string;
  seq: number;
  feed_seq: number;
  public_seq: number | null;
  author_kind: Entry['author']['kind'];
  author_id: string | null;
  author_name: string;
  audience: Entry['audience'];
  key: string | null;
  at: number;
  body: string;
};

export function toEntry(row: EntryRow): Entry {
  return {
    id: row.id,
    conversationId: row.conversation_id,
    seq: row.seq,
    feedSeq: row.feed_seq,
    publicSeq: row.public_seq,
    author: { kind: row.author_kind, id: row.author_id, name: row.author_name },
    audience: row.audience,
    key: row.key,
    at: row.at,
    body: JSON.parse(row.body) as EntryBody,
  };
}

export function entryValues(e: Entry, workspaceId: string): Value[] {
  return [
    e.id,
    workspaceId,
    e.conversationId,
    e.seq,
    e.feedSeq,
    e.publicSeq,
    e.author.kind,
    e.author.id,
    e.author.name,
    e.audience,
    e.key,
    e.at,
    e.body.kind,
    JSON.stringify(e.body),
  ];
}

export const decisionColumns = {
  id: 'text',
  workspace_id: 'text',
  conversation_id: 'text',
  seq: 'bigint',
  at: 'bigint',
  decision: 'text',
} as const satisfies Columns;

/** Why routing wrote the entry, kept beside it under its id. */
export function decisionValues(e: Entry, decision: RoutingDecision, workspaceId: string): Value[] {
  return [e.id, workspaceId, e.conversationId, e.seq, e.at, JSON.stringify(decision)];
}
