import { beforeEach, expect, test } from 'vitest';
import { usualAlerts } from '#shared/domain/alerts/preferences.ts';
import { textsFor } from '../locales/texts.ts';
import type { Notice } from '../shell/notices.ts';
import { createAlerter } from './alerter.ts';

const notice = (change: Partial<Notice> = {}): Notice => ({
  kind: 'message',
  importance: 'normal',
  conversationId: 'a',
  title: '王芳',
  body: 'my card is 6222…',
  entryId: 'e',
  ...change,
});

let told: string[];
let now: number;
let preferences = usualAlerts;
let looking = false;
const alerter = () =>
  createAlerter({
    clock: { now: () => now },
    preferences: () => preferences,
    scene: () => ({ looking, shown: 'a', quiet: false }),
    texts: () => textsFor('en'),
    toast: ({ conversationId, title, body }) => told.push(`toast ${conversationId} ${title}: ${body}`),
    play: (sound) => told.push(`play ${sound}`),
    flash: () => told.push('flash'),
  });
beforeEach(() => {
  told = [];
  now = 0;
  preferences = usualAlerts;
  looking = false;
});

test('an event goes out by its channels, and the answer names them', () => {
  expect(alerter().raise(notice({ importance: 'high' }))).toEqual(['toast', 'sound', 'flash', 'badge']);
  expect(told).toEqual(['toast a 王芳: my card is 6222…', 'play message', 'flash']);
});

test('where others see the screen nothing of what was said is on it', () => {
  preferences = { ...usualAlerts, preview: false };
  alerter().raise(notice());
  expect(told[0]).toBe('toast a 王芳: There is a new message.');
  // What is about the desk itself is nobody’s secret.
  alerter().raise(notice({ kind: 'line', conversationId: null, body: 'Nothing new arrives.' }));
  expect(told.at(-2)).toContain('Nothing new arrives.');
});

test('of a flood one notification speaks for all, and its sound comes once', () => {
  const one = alerter();
  for (const conversationId of ['b', 'c', 'd', 'e', 'f', 'g']) one.raise(notice({ conversationId }));
  expect(told.filter((line) => line.startsWith('play'))).toHaveLength(1);
  expect(told.filter((line) => line.startsWith('toast null'))).toEqual([
    'toast null 5 conversations have news: Open Yingke to see them.',
    'toast null 6 conversations have news: Open Yingke to see them.',
  ]);
  one.reset();
  one.raise(notice({ conversationId: 'h' }));
  expect(told.at(-2)).toContain('toast h');
});

test('what is on the screen is not told of', () => {
  looking = true;
  expect(alerter().raise(notice())).toEqual([]);
  expect(told).toEqual([]);
});
