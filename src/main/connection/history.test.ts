import { expect, it } from 'vitest';
import type { ConversationRow } from '#shared/ipc/conversations.ts';
import { RefusalError } from '#shared/protocol/errors.ts';
import { conversationOf } from '../../../test/support/desk-entries.ts';
import { createHistory } from './history.ts';
import { type Ask, Unanswered } from './requests.ts';

function setUp() {
  const asked: string[] = [];
  const forgotten: string[] = [];
  const answers = new Map<string, () => unknown>();
  const ask = (async (_event: string, { conversationId }: { conversationId: string }) => {
    asked.push(conversationId);
    return answers.get(conversationId)?.();
  }) as unknown as Ask;
  const history = createHistory({
    ask,
    me: 'me',
    cache: {
      backfill: () => Promise.reject(new Error('unused')),
      applySeen: () => Promise.reject(new Error('unused')),
      forget: async (id) => {
        forgotten.push(id);
        return [];
      },
    },
    onAdded: () => {},
    onForgotten: () => {},
  });
  const row = (id: string, version: number) =>
    ({ conversation: conversationOf(id, 3, { version }) }) as unknown as ConversationRow;
  return { history, asked, forgotten, answers, row };
}

const refuse = (error: Error) => () => {
  throw error;
};

it('[P8] a check that the end of the line left unanswered is asked again, and the others are still looked at', async () => {
  const { history, asked, forgotten, answers, row } = setUp();
  answers.set('a', refuse(new Unanswered()));
  answers.set('b', refuse(new RefusalError('not_found')));
  await history.check([row('a', 1), row('b', 1)]);
  expect([asked, forgotten]).toEqual([['a'], []]);
  answers.set('a', refuse(new RefusalError('not_found')));
  await history.check([row('a', 1), row('b', 1)]);
  expect(forgotten).toEqual(['a', 'b']);
});

it('what may be read is not asked again until somebody else has it', async () => {
  const { history, asked, row } = setUp();
  await history.check([row('a', 1)]);
  await history.check([row('a', 1)]);
  expect(asked).toEqual(['a']);
  await history.check([row('a', 2)]);
  expect(asked).toEqual(['a', 'a']);
});
