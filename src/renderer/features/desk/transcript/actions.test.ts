import { expect, it } from 'vitest';
import { entryOf } from '../../../../../test/support/desk-entries.ts';
import { actionsOn, recallRest } from './actions.ts';

const mine = entryOf('c', 1, { at: 1_000, author: { kind: 'agent', id: 'me', name: 'Me' } });
const theirs = entryOf('c', 2, { at: 1_000 });
const usual = { meId: 'me', obstacle: null, connected: true, now: 2_000 };

it('lets one answer everything, and change what one has said oneself', () => {
  expect(actionsOn({ ...usual, entry: mine })).toEqual({ reply: 'yes', edit: 'yes', recall: 'yes' });
  expect(actionsOn({ ...usual, entry: theirs })).toEqual({
    reply: 'yes',
    edit: 'not-here',
    recall: 'not-here',
  });
});

it('lets one take back for two minutes, and says that it is too late after that', () => {
  expect(recallRest(mine, 61_000)).toBe(60_000);
  expect(actionsOn({ ...usual, entry: mine, now: 120_999 }).recall).toBe('yes');
  expect(actionsOn({ ...usual, entry: mine, now: 121_000 }).recall).toBe('too-late');
});

it('needs the line for changes, and the right to write for all', () => {
  expect(actionsOn({ ...usual, entry: mine, connected: false })).toEqual({
    reply: 'yes',
    edit: 'offline',
    recall: 'offline',
  });
  expect(actionsOn({ ...usual, entry: mine, obstacle: 'closed' })).toEqual({
    reply: 'not-here',
    edit: 'not-here',
    recall: 'not-here',
  });
});
