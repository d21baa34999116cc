import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Conversation } from '#shared/domain/conversation.ts';
import type { Entry } from '#shared/domain/entry.ts';
import type { Role } from '#shared/protocol/handshake.ts';
import { decide } from '../../src/hub/conversations/decide.ts';
import type { Held, Write } from '../../src/hub/conversations/writes.ts';
import { answerTo, type Question, type Talk, type Target } from './reference.ts';

const person = (id: string, role: Role) => ({ id, name: id, role });
const people = [person('ann', 'agent'), person('ben', 'agent'), person('sue', 'supervisor')];
const owner = fc.constantFrom(null, 'ann', 'ben', 'sue');
const now = 1_000_000_000;

const anySituation = fc.record({
  kind: fc.constantFrom('agentMessage', 'take', 'close', 'transfer', 'edit', 'recall'),
  by: fc.constantFrom(...people),
  status: fc.constantFrom('queued', 'active', 'closed'),
  agent: owner,
  before: fc.subarray(['ann', 'ben', 'sue']),
  version: fc.nat(3),
  asks: fc.nat(3),
  to: fc.constantFrom('ann', 'ben', 'nobody'),
  target: fc.option(
    fc.record({
      conversationId: fc.constantFrom('here', 'here', 'there'),
      authorId: fc.constantFrom('ann', 'ben', 'sue', 'visitor'),
      age: fc.constantFrom(0, 119_999, 120_000, 120_001),
      isRecalled: fc.boolean(),
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
};

test('[P1] [P3] [P12] the hub decides as the rules say, in every situation', () => {
  fc.assert(
    fc.property(anySituation, ({ kind, by, agent, version, asks, to, exists, ...rest }) => {
      const owners = agent === null ? rest.before : [...new Set([...rest.before, agent])];
      const agentRef = agent === null ? null : { id: agent, name: agent };
      // Who holds it decides between waiting and being served.
      const status = rest.status === 'closed' ? 'closed' : agent === null ? 'queued' : 'active';
      const conversation = { id: 'here', status, agent: agentRef, version } as Conversation;
      const held: Held = { conversation, publicSeq: 1, owners };
      const write = {
        kind,
        person: by,
        conversationId: 'here',
        key: 'k',
        text: 't',
        entryId: 'e',
        version: asks,
        to: { person: to, ask: false },
        note: null,
      } as unknown as Write;
      const message = rest.target && {
        conversationId: rest.target.conversationId,
        author: { kind: rest.target.authorId === 'visitor' ? 'visitor' : 'agent', id: rest.target.authorId },
        at: now - rest.target.age,
        audience: 'everyone',
      };
      const receiver = people.find(({ id }) => id === to) ?? null;
      const decision = decide(write, exists ? held : null, null, {
        now,
        target: message as Entry | null,
        recalled: rest.target?.isRecalled ?? false,
        to: receiver,
      });

      const talk = { id: 'here', status, agent: agentRef, owners, version } as unknown as Talk;
      const target: Target | null = rest.target && { ...rest.target, at: now - rest.target.age };
      const asked: Question = {
        event: events[kind as keyof typeof events],
        version: asks,
        to: { person: to, ask: false },
      };
      const ids = people.map(({ id }) => id);
      const right = answerTo(by, asked, exists ? talk : undefined, target, ids, now);
      expect(decision.answer === 'refuse' ? decision.refusal.code : 'ok').toBe(right);
    }),
    { numRuns: 5_000 },
  );
});
