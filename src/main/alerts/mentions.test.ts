import { expect, test } from 'vitest';
import { usualAlerts } from '#shared/domain/alerts/preferences.ts';
import { newId } from '#shared/domain/key.ts';
import { conversationOf } from '../../../test/support/desk-entries.ts';
import { followMentions } from './mentions.ts';

const id = newId();
const row = (readSeq: number, gone = false) => ({ conversation: conversationOf(id, 9), readSeq, gone });

test('[A3] who is called counts as called until the line is read, or may be read no more', () => {
  const mentions = followMentions();
  expect(mentions.isCalled(row(0))).toBe(false);
  mentions.told({ kind: 'message', conversationId: id, line: 3 });
  expect(mentions.count(usualAlerts)).toBe(0);
  mentions.told({ kind: 'mention', conversationId: id, line: 5 });
  expect([mentions.isCalled(row(4)), mentions.count(usualAlerts)]).toEqual([true, 1]);
  const never = {
    ...usualAlerts.events,
    mention: { ...usualAlerts.events.mention, badge: 'never' as const },
  };
  expect(mentions.count({ events: never })).toBe(0);
  expect([mentions.isCalled(row(5)), mentions.count(usualAlerts)]).toEqual([false, 0]);
  mentions.told({ kind: 'mention', conversationId: id, line: 7 });
  expect([mentions.isCalled(row(5, true)), mentions.isCalled(row(5))]).toEqual([false, false]);
});
