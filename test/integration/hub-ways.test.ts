import { afterEach, expect, test } from 'vitest';
import type { DeskNews } from '#shared/protocol/desk.ts';
import { heldClock } from '../support/held-clock.ts';
import {
  type DeskClient,
  deskClient,
  say,
  shopOrigin,
  startTestHub,
  type TestHub,
  testPeople,
  visitorClient,
} from '../support/hub.ts';

/** Pages that a customer visits, from their browser's socket to the desks that may know of them. */

let hub: TestHub;
afterEach(() => hub.stop());

const page = (path: string, title = `page ${path}`) => ({ url: `${shopOrigin}${path}`, title });
const heard = (desk: DeskClient) => {
  const views: DeskNews['way']['views'] = [];
  desk.socket.on('way', (news: DeskNews['way']) => views.push(...news.views));
  return views;
};

test('[A8] a page is told to whoever serves the customer and to supervisors, and to nobody else; the transcript has nothing of it', async () => {
  hub = await startTestHub();
  const ann = await deskClient(hub.url, testPeople.ann);
  const visitor = await visitorClient(hub.url);
  await visitor.get('page.view', { page: page('/') });
  const { conversationId } = await say(visitor, 'hello');
  await ann.until('entry', (n) => n.entry.body.kind === 'assigned');
  const [ben, sue] = [await deskClient(hub.url, testPeople.ben), await deskClient(hub.url, testPeople.sue)];
  const [byAnn, byBen, bySue] = [ann, ben, sue].map(heard);
  const before = await ann.get('conversation.pull', { conversationId, after: 0, before: null, limit: 50 });

  const hostile = '<img src=x onerror=alert(1)>\u202e'.padEnd(300, '!');
  expect(await visitor.get('page.view', { page: page('/cart', hostile) })).toBeNull();
  const told = expect.objectContaining({ ...page('/cart', hostile), visitorId: visitor.visitorId });
  for (const by of [byAnn, bySue]) await expect.poll(() => by).toContainEqual(told);
  const { views } = await ann.get('way.pull', { conversationId });
  expect(views.map(({ url }) => url)).toEqual([`${shopOrigin}/cart`, `${shopOrigin}/`]);
  expect(await ben.ask('way.pull', { conversationId })).toEqual({ ok: false, error: { code: 'not_found' } });
  expect(byBen).toEqual([]);
  const after = await ann.get('conversation.pull', { conversationId, after: 0, before: null, limit: 50 });
  expect(after.entries).toEqual(before.entries);

  // Over a restart, and by whom they are there again: the same view.
  await hub.restart();
  const again = await deskClient(hub.url, testPeople.ann);
  const back = await visitorClient(hub.url, visitor, shopOrigin, { page: page('/') });
  // Where the widget is told to say nothing, its door says nothing of it either.
  expect((await again.get('way.pull', { conversationId })).views[0]).toMatchObject({ url: views[0]?.url });
  await back.get('page.view', { page: page('/cart', hostile), ago: 1 });
  expect((await again.get('way.pull', { conversationId })).views).toEqual(views);
});

test('[A8] the schema is strict, another site is refused and reported, and too many are too many', async () => {
  const clock = heldClock();
  hub = await startTestHub({ clock, limits: { pageViews: { points: 5, duration: 10_000 } } });
  const visitor = await visitorClient(hub.url);
  const sent = async (input: object) => {
    const answer = await visitor.ask('page.view', input as { page: ReturnType<typeof page> });
    return answer.ok ? 'granted' : answer.error;
  };
  expect(await sent({ page: { ...page('/'), html: 'x' } })).toMatchObject({ code: 'bad_request' });
  expect(await sent({ page: page('/', 't'.repeat(301)) })).toMatchObject({
    code: 'bad_request',
    field: 'page.title',
  });
  expect(await sent({ page: { url: 'javascript:alert(1)', title: '' } })).toMatchObject({
    field: 'page.url',
  });
  expect(await sent({ page: { url: 'https://evil.example.test/', title: '' } })).toEqual({
    code: 'origin_refused',
  });
  expect(
    hub.log.filter(({ code, event }) => code === 'origin_refused' && event === 'page.view'),
  ).toHaveLength(1);
  expect(JSON.stringify(hub.log)).not.toContain('evil.example');
  expect(await sent({ page: page('/a') })).toBe('granted');
  expect(await sent({ page: page('/b') })).toEqual({ code: 'slow_down', retryAfter: 10_000 });
  // Nobody is kept from writing by it.
  await say(visitor, 'hello');
  clock.leap(10_000);
  expect(await sent({ page: page('/b') })).toBe('granted');
});
