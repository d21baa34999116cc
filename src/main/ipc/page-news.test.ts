import { expect, test } from 'vitest';
import { newId } from '#shared/domain/key.ts';
import { createPageNews } from './page-news.ts';

const nextTick = () => new Promise((resolve) => setImmediate(resolve));
const line = (pending: number) =>
  ({ state: 'connected', code: null, since: 1, pending, latency: null }) as const;

function stage() {
  const sent: { readonly account: string; readonly name: string; readonly payload: unknown }[] = [];
  const page = createPageNews({
    inView: 'first',
    send: (account, name, payload) => void sent.push({ account, name, payload }),
  });
  return { sent, page };
}

test('news of the account in view are sent in its name, those of others go nowhere', async () => {
  const { sent, page } = stage();
  page.tell('first', 'app.connection', line(1));
  page.tell('other', 'app.connection', line(2));
  await nextTick();
  expect(sent).toEqual([{ account: 'first', name: 'app.connection', payload: line(1) }]);
});

test('what was gathered when the window turned away keeps the name of whom it is about', async () => {
  const { sent, page } = stage();
  page.tell('first', 'app.connection', line(1));
  page.turnTo('other');
  page.tell('first', 'app.connection', line(3));
  page.tell('other', 'app.connection', line(2));
  await nextTick();
  expect(sent.map(({ account, payload }) => [account, payload])).toEqual([
    ['first', line(1)],
    ['other', line(2)],
  ]);
});

test('what is to be shown first waits for the page, and is told once', async () => {
  const { sent, page } = stage();
  const focus = { conversationId: newId() };
  page.turnTo('other');
  page.tell('other', 'conversations.focus', focus);
  await nextTick();
  expect(sent).toEqual([]);
  // Another account's page has nothing to do with it.
  page.listens('first');
  await nextTick();
  page.listens('other');
  page.listens('other');
  await nextTick();
  await nextTick();
  expect(sent).toEqual([{ account: 'other', name: 'conversations.focus', payload: focus }]);
  page.tell('other', 'conversations.focus', focus);
  await nextTick();
  expect(sent).toHaveLength(2);
});

test('what was to be shown of an account that is left again is forgotten', async () => {
  const { sent, page } = stage();
  page.turnTo('other');
  page.tell('other', 'conversations.focus', { conversationId: newId() });
  page.turnTo('first');
  page.turnTo('other');
  page.listens('other');
  await nextTick();
  await nextTick();
  expect(sent).toEqual([]);
});
