import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Conversation } from '#shared/domain/conversation.ts';
import type { Entry } from '#shared/domain/entry.ts';
import type { Role } from '#shared/protocol/handshake.ts';
import { decide } from '../../src/hub/conversations/decide.ts';
import type { Held, Write } from '../../src/hub/conversations/writes.ts';
import { answerTo, maySee, type Question, type Talk, type Target } from './reference.ts';

const person = (id: string, role: Role) => ({ id, name: id, role });
const people = [person('ann', 'agent'), person('ben', 'agent'), person('sue', 'supervisor')];
const owner = fc.constantFrom(null, 'ann', 'ben', 'sue');
const now = 1_000_000_000;

const anySituation = fc.record({
  kind: fc.constantFrom(
    ...(['agentMessage', 'take', 'close', 'transfer', 'transfer', 'edit', 'recall'] as const),
    ...(['invite', 'accept', 'decline', 'withdraw', 'leave', 'wrapDone', 'askRating', 'note'] as const),
  ),
  by: fc.constantFrom(...people),
  status: fc.constantFrom('queued', 'active', 'closed'),
  agent: owner,
  before: fc.subarray(['ann', 'ben', 'sue']),
  version: fc.nat(3),
  asks: fc.nat(3),
  to: fc.constantFrom('ann', 'ben', 'sue', 'nobody'),
  way: fc.constantFrom('given', 'asked', 'group'),
  group: fc.constantFrom('sales', 'care', 'gone'),
  inGroup: fc.constantFrom('sales', null),
  guests: fc.subarray(['ann', 'ben', 'sue']),
  offer: fc.option(
    fc.record({ to: fc.constantFrom('ann', 'ben', 'sue'), by: owner, isInvite: fc.boolean() }),
  ),
  wrapsUp: fc.boolean(),
  wasAsked: fc.boolean(),
  target: fc.option(
    fc.record({
      conversationId: fc.constantFrom('here', 'here', 'there'),
      authorId: fc.constantFrom('ann', 'ben', 'sue', 'visitor'),
      age: fc.constantFrom(0, 119_999, 120_000, 120_001),
      isRecalled: fc.boolean(),
      isForStaff: fc.boolean(),
    }),
  ),
  exists: fc.constantFrom(true, true, true, false),
});

const events = {
  agentMessage: 'message.send',
  take: 'conversation.take',
  close: 'conversation.close',
  transfer: 'conversation.transfer',
  edit: 'message.edit',
  recall: 'message.recall',
  invite: 'conversation.invite',
  accept: 'offer.accept',
  decline: 'offer.decline',
  withdraw: 'offer.withdraw',
  leave: 'conversation.leave',
  wrapDone: 'wrap.done',
  askRating: 'rating.ask',
  note: 'note.add',
} as const;

test('[P1] [P3] [P12] the hub decides as the rules say, in every situation', () => {
  fc.assert(
    fc.property(anySituation, ({ kind, by, agent, version, asks, to, exists, ...rest }) => {
      const owners = agent === null ? rest.before : [...new Set([...rest.before, agent])];
      const agentRef = agent === null ? null : { id: agent, name: agent };
      // Who holds it decides between waiting and being served.
      const status = rest.status === 'closed' ? 'closed' : agent === null ? 'queued' : 'active';
      const named = (id: string) => ({ id, name: id });
      const guests = status === 'closed' ? [] : rest.guests.filter((id) => id !== agent);
      const how = agent === null ? 'route' : rest.offer?.isInvite ? 'invite' : 'transfer';
      const offer =
        rest.offer === null || status === 'closed' || rest.offer.to === agent
          ? null
          : { how, to: named(rest.offer.to), by: rest.offer.by && named(rest.offer.by), until: 0 };
      const wrapsUp = status === 'closed' && agent !== null && rest.wrapsUp;
      const conversation = {
        id: 'here',
        status,
        agent: agentRef,
        version,
        guests: guests.map(named),
        offer,
        group: rest.inGroup && named(rest.inGroup),
        wrapUpUntil: wrapsUp ? 1 : null,
        ...(rest.wasAsked && { rating: { askedAt: 0, about: agentRef, score: null, ratedAt: null } }),
      } as unknown as Conversation;
      const held: Held = { conversation, lastSaid: null, publicSeq: 1, owners };
      const one = { person: to, ask: rest.way === 'asked' };
      const write = {
        kind,
        person: by,
        conversationId: 'here',
        key: 'k',
        text: 't',
        entryId: 'e',
        ...(kind === 'agentMessage' && { quote: 'e' }),
        mentions: people.map(({ id }) => id),
        version: asks,
        to:
          kind === 'invite'
            ? to
            : rest.way === 'group'
              ? { groupId: rest.group, group: rest.group === 'gone' ? null : named(rest.group) }
              : one,
        note: null,
      } as unknown as Write;
      const message = rest.target && {
        conversationId: rest.target.conversationId,
        author: { kind: rest.target.authorId === 'visitor' ? 'visitor' : 'agent', id: rest.target.authorId },
        at: now - rest.target.age,
        audience: rest.target.isForStaff ? 'staff' : 'everyone',
        id: 'e',
        body: rest.target.isForStaff ? { kind: 'note', text: 'secret' } : { kind: 'message', text: 'said' },
      };
      const receiver = people.find(({ id }) => id === to) ?? null;
      const decision = decide(write, exists ? held : null, null, {
        now,
        target: message as Entry | null,
        says: null,
        recalled: rest.target?.isRecalled ?? false,
        to: receiver,
        mentioned: people,
        taker: null,
        files: new Map(),
      });

      const talk = {
        id: 'here',
        status,
        agent: agentRef,
        owners,
        version,
        guests,
        group: rest.inGroup,
        wrapsUp,
        rating: rest.wasAsked ? { score: null } : null,
        offer: offer && { how: offer.how, to: offer.to.id, by: offer.by?.id ?? null },
      } as unknown as Talk;
      const target: Target | null = rest.target && { ...rest.target, at: now - rest.target.age };
      const asked: Question = {
        event: events[kind],
        version: asks,
        to: kind === 'invite' ? to : rest.way === 'group' ? { group: rest.group } : one,
      };
      const there = { people: people.map(({ id }) => id), groups: ['sales', 'care'] };
      const right = answerTo(by, asked, exists ? talk : undefined, target, there, now);
      expect(decision.answer === 'refuse' ? decision.refusal.code : 'ok').toBe(right);
      if (decision.answer !== 'append') return;
      const [draft] = decision.drafts;
      if (kind === 'agentMessage') {
        const quoted =
          rest.target?.conversationId === 'here' && !rest.target.isRecalled && !rest.target.isForStaff;
        expect(draft?.body).toMatchObject({ text: 't' });
        expect('quote' in (draft?.body ?? {})).toBe(quoted);
      }
      if (kind === 'note') {
        expect(draft?.audience).toBe('staff');
        const body = draft?.body as { readonly mentions?: readonly { readonly id: string }[] };
        const called = people.filter((one) => maySee(one, talk)).map(({ id }) => id);
        expect(body.mentions?.map(({ id }) => id) ?? []).toEqual(called);
      }
    }),
    { numRuns: 20_000 },
  );
});
