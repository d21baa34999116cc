import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId } from '#shared/domain/key.ts';
import { deskClient, say, startTestHub, type TestHub, testPeople, visitorClient } from '../support/hub.ts';

let hub: TestHub;

beforeEach(async () => {
  hub = await startTestHub();
});
afterEach(() => hub.stop());

test('a visitor writes, the agent who is online gets it and answers', async () => {
  const ann = await deskClient(hub.url, testPeople.ann);
  const visitor = await visitorClient(hub.url);
  expect(visitor.ready).toEqual({
    workspace: 'Yingke',
    conversation: null,
    wayOut: { hotline: null, email: null, form: null },
    service: { open: true, opensAt: null, agents: [] },
    queue: null,
  });

  const ack = await say(visitor, 'Where is my parcel?');
  const { entry, conversation } = await ann.until('entry', (n) => n.entry.body.kind === 'message');
  expect(entry).toMatchObject({
    id: ack.id,
    seq: 2,
    publicSeq: 2,
    body: { kind: 'message', text: 'Where is my parcel?' },
  });
  expect(conversation).toMatchObject({ id: ack.conversationId, waitingSince: entry.at });
  const assigned = await ann.until('entry', (n) => n.entry.body.kind === 'assigned');
  expect(assigned.conversation).toMatchObject({ status: 'active', agent: { name: 'Ann' } });

  const written = await ann.get('message.send', {
    conversationId: ack.conversationId,
    key: newId(),
    text: 'On its way.',
  });
  // Opened, the message, where routing has put it, and that it is hers.
  expect(written.seq).toBe(5);
  const answer = await visitor.until(
    'entry',
    (n) => n.entry.author.kind === 'agent' && n.entry.body.kind === 'message',
  );
  expect(answer.entry).toMatchObject({ publicSeq: 4, author: { kind: 'agent', name: 'Ann' }, key: null });
  expect(answer.conversation).toEqual({
    id: ack.conversationId,
    status: 'active',
    kind: 'live',
    agent: 'Ann',
    publicSeq: 4,
  });
});
