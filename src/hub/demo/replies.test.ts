import { expect, test } from 'vitest';
import { replyContent } from '#shared/domain/replies/reply.ts';
import { fill, variableNames } from '#shared/domain/replies/variables.ts';
import { demoReplies } from './replies.ts';

test('the demo’s replies are what a hub would take, each in both languages and with its own shortcut', () => {
  for (const one of demoReplies) {
    expect(replyContent.safeParse(one).success, one.title).toBe(true);
    expect(one.texts.map(({ language }) => language)).toEqual(['zh-CN', 'en']);
  }
  const shortcuts = demoReplies.map(({ shortcut }) => shortcut);
  expect(new Set(shortcuts).size).toBe(shortcuts.length);
});

test('what a desk does not know everywhere has words for that case, but for the order', () => {
  const known = Object.fromEntries(
    variableNames.map((name) => [name, name === 'agent.name' ? '林悦' : null]),
  );
  for (const { texts } of demoReplies)
    for (const { text } of texts)
      expect(fill(text, known).unfilled.filter((name) => name !== 'order.id')).toEqual([]);
});
