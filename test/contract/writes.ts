import type { Conversation, Visitor } from '#shared/domain/conversation.ts';
import type { Entry, GroupRef } from '#shared/domain/entry.ts';
import { newId } from '#shared/domain/key.ts';
import type { Me } from '#shared/protocol/handshake.ts';
import type { Write } from '../../src/hub/conversations/index.ts';

/** What people ask of a transcript, in few words. */

export const from = (
  visitor: Visitor,
  text = 'hello',
  key = newId(),
): Extract<Write, { kind: 'visitorMessage' }> => ({
  kind: 'visitorMessage',
  visitor,
  key,
  text,
  page: null,
});
export const by = (person: Me, conversationId: string, text = 'hi', key = newId()): Write => ({
  kind: 'agentMessage',
  person,
  conversationId,
  key,
  text,
});
/** The same, in answer to a message. */
export const answering = (person: Me, quoted: Entry, text = 'hi', key = newId()): Write =>
  ({ ...by(person, quoted.conversationId, text, key), quote: quoted.id }) as Write;
export const noting = (
  person: Me,
  conversationId: string,
  text = 'to remember',
  mentions: readonly Me[] = [],
  key = newId(),
): Write => ({ kind: 'note', person, conversationId, key, text, mentions: mentions.map(({ id }) => id) });
export const taking = (person: Me, c: Conversation, key = newId()): Write => ({
  kind: 'take',
  person,
  conversationId: c.id,
  key,
  version: c.version,
});
export const closing = (person: Me, c: Conversation, key = newId()): Write =>
  ({ ...taking(person, c, key), kind: 'close' }) as Write;

export const editing = (person: Me, entry: Entry, text: string, key = newId()): Write => ({
  kind: 'edit',
  person,
  conversationId: entry.conversationId,
  key,
  entryId: entry.id,
  text,
});
export const recalling = (person: Me, entry: Entry, key = newId()): Write => ({
  kind: 'recall',
  person,
  conversationId: entry.conversationId,
  key,
  entryId: entry.id,
});
export const giving = (person: Me, c: Conversation, to: Me, key = newId()): Write => ({
  kind: 'transfer',
  person,
  conversationId: c.id,
  key,
  version: c.version,
  to: { person: to.id, ask: false },
  note: null,
  until: 0,
});
export const toGroup = (person: Me, c: Conversation, group: GroupRef, key = newId()): Write =>
  ({
    ...taking(person, c, key),
    kind: 'transfer',
    to: { groupId: group.id, group },
    note: null,
    until: 0,
  }) as Write;
/** A transfer that has to be accepted first. */
export const asking = (person: Me, c: Conversation, to: Me, key = newId()): Write =>
  ({ ...giving(person, c, to, key), to: { person: to.id, ask: true }, until: 1_800_000_000_000 }) as Write;
export const inviting = (person: Me, c: Conversation, to: Me, key = newId()): Write => ({
  kind: 'invite',
  person,
  conversationId: c.id,
  key,
  version: c.version,
  to: to.id,
  note: null,
  until: 1_800_000_000_000,
});
export const accepting = (person: Me, c: Conversation, key = newId()): Write =>
  ({ ...taking(person, c, key), kind: 'accept' }) as Write;
export const declining = (person: Me, c: Conversation, key = newId()): Write =>
  ({ ...taking(person, c, key), kind: 'decline' }) as Write;
export const withdrawing = (person: Me, c: Conversation, key = newId()): Write =>
  ({ ...taking(person, c, key), kind: 'withdraw' }) as Write;
export const leaving = (person: Me, c: Conversation, key = newId()): Write =>
  ({ ...taking(person, c, key), kind: 'leave' }) as Write;
/** What a promise is rejected with. */
export const refusedWith = (code: string, more: object = {}) => ({ refusal: { code, ...more } });
