import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId } from '#shared/domain/key.ts';
import { scenes } from '#shared/domain/training/scenes.ts';
import { patience } from '#shared/domain/training/script.ts';
import { signCustomer } from '../../src/hub/demo/index.ts';
import { createLog } from '../../src/hub/platform/log/index.ts';
import { startTraining, type Training } from '../../src/hub/training/index.ts';
import { deskClient, shopOrigin, startTestHub, type TestHub, testPeople } from '../support/hub.ts';

/** Simulated customers (A15) on a real hub, by a clock that the test holds. */

let hub: TestHub;
let training: Training | null = null;
beforeEach(async () => {
  hub = await startTestHub();
});
afterEach(async () => {
  training?.stop();
  await hub.stop();
});

const [first] = scenes.shop;

test('[A15] customers come by name, go on when they are answered, rate, and give up when they are not', async () => {
  let time = 0;
  let look: () => void = () => undefined;
  const clock = {
    now: () => time,
    every: (_: number, run: () => void) => {
      look = run;
      return () => undefined;
    },
  };
  /** Some seconds later; what falls due is done one look after the other. */
  const later = (seconds: number) => {
    time += seconds * 1000;
    look();
  };
  const secret = await hub.hub.identity.renew();
  const log = createLog({ write: () => undefined });
  const sign = (claims: object) => signCustomer(claims, secret);
  const ann = await deskClient(hub.url, testPeople.ann);
  training = await startTraining({ hub: hub.url, origin: shopOrigin, scene: 'shop', sign, clock, log });

  const heard = (text: string) =>
    ann.until(
      'entry',
      ({ entry, conversation: { visitor } }) =>
        visitor.name === first?.name && entry.body.kind === 'message' && entry.body.text === text,
    );
  // A look before the line is there does nothing: look until they have come.
  time = (first?.arrives ?? 0) * 1000;
  const came = (async () => heard(first?.lines[0].say ?? ''))();
  const looking = setInterval(() => look(), 20);
  const { conversation } = await came;
  clearInterval(looking);
  expect(conversation.visitor.name).toBe(first?.name);
  const { id } = conversation;
  await ann.until('entry', ({ entry }) => entry.conversationId === id && entry.body.kind === 'assigned');

  await ann.get('message.send', { conversationId: conversation.id, key: newId(), text: '请提供订单号' });
  const next = heard(first?.lines[1]?.say ?? '');
  const writing = setInterval(() => later(1), 20);
  await next;
  clearInterval(writing);

  const gone = heard('算了，等太久了');
  const waiting = setInterval(() => later(patience.nudge), 20);
  await gone;
  clearInterval(waiting);
  // The second of the scene is valued, by what the shop has signed.
  const vip = await ann.until(
    'entry',
    ({ conversation: one }) => one.visitor.name === scenes.shop[1]?.name && one.priority > 0,
  );
  expect(vip.conversation.priority).toBeGreaterThan(0);

  const { version } = (
    await ann.get('conversation.pull', { conversationId: conversation.id, after: 0, before: null, limit: 1 })
  ).conversation;
  await ann.get('conversation.close', { conversationId: conversation.id, key: newId(), version });
  const rated = await ann.until('entry', ({ entry }) => entry.body.kind === 'rated');
  expect(rated.entry.body).toMatchObject({ score: 1 });
});
