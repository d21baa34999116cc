import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#shared/domain/key.ts';
import { boardTruth } from '../support/board-truth.ts';
import { contentOf, openBoard } from '../support/boards.ts';
import { deskClient, say, startTestHub, type TestHub, testPeople, visitorClient } from '../support/hub.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';

/** The live board on PostgreSQL, of a node that looks and one that serves. */

let postgres: TestPostgres;
const nodes: TestHub[] = [];

beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(async () => {
  for (const node of nodes) await node.stop();
  await postgres.stop();
});

test('[E1] what another node has written is on the board, as the tables have it', async () => {
  const database = await postgres.newDatabase();
  for (let n = 0; n < 2; n += 1) nodes.push(await startTestHub({ database }));
  const [here, there] = nodes as [TestHub, TestHub];
  const before = await visitorClient(there.url);
  await say(before, 'here before anybody looked');
  const board = await openBoard(await deskClient(here.url, testPeople.sue));
  const ann = await deskClient(there.url, testPeople.ann);
  const visitor = await visitorClient(there.url);
  const { conversationId } = await say(visitor, '我要投诉');
  const row = () => [...board.book().rows.values()].find(({ id }) => id === conversationId);
  await expect
    .poll(row)
    .toMatchObject({ status: 'active', agent: { name: 'Ann' }, unanswered: 1, trouble: 1 });
  await ann.get('message.send', { conversationId, key: newId(), text: 'so sorry' });
  await expect.poll(row).toMatchObject({ unanswered: 0, waiting: null });
  // Of both nodes in turn.
  await say(await visitorClient(here.url, visitor), 'thanks');
  await say(visitor, 'really');
  await expect.poll(row).toMatchObject({ unanswered: 2 });
  const annOnBoard = () => [...board.book().agents.values()].find(({ name }) => name === 'Ann');
  await expect.poll(annOnBoard).toMatchObject({ status: 'online', load: 2 });
  await expect
    .poll(
      async () =>
        JSON.stringify(contentOf(board.book()).rows) === JSON.stringify((await boardTruth(here.hub)).rows),
    )
    .toBe(true);
  expect(board.book().rows.size).toBe(2);
  expect(board.gaps()).toBe(0);
});
