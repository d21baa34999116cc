import { expect, test } from 'vitest';
import type { EntryBody } from '#shared/domain/entry.ts';
import { pastOf } from './pasts.ts';

const ann = { id: 'ann', name: 'Ann' };
const opened = (fields?: Record<string, string>): EntryBody => ({
  kind: 'opened',
  page: null,
  ...(fields && { fields }),
});
const ended = (
  because: 'no_answer' | 'declined' | 'gone' | 'withdrawn',
  how: 'route' | 'transfer' = 'route',
) => ({ kind: 'offer_ended', how, to: ann, because }) satisfies EntryBody;
const back = (reason: 'transferred' | 'agent_gone'): EntryBody => ({
  kind: 'assigned',
  from: ann,
  to: null,
  reason,
});

test('who did not answer or declined was asked, each time; who was gone was not', () => {
  const past = pastOf(
    [opened(), ended('no_answer'), ended('declined'), ended('gone'), ended('withdrawn')],
    {},
  );
  expect(past.asked).toEqual(['ann', 'ann']);
});

test('who hands it on to a queue has been asked; who was gone may have it again', () => {
  expect(pastOf([opened(), back('transferred')], {}).asked).toEqual(['ann']);
  expect(pastOf([opened(), back('agent_gone')], {}).asked).toEqual([]);
});

test('it goes to the front when it was offered in vain, until somebody has had it', () => {
  expect(pastOf([opened()], {}).front).toBe(false);
  expect(pastOf([opened(), ended('no_answer')], {}).front).toBe(true);
  for (const one of [ended('no_answer', 'transfer'), ended('withdrawn')])
    expect(pastOf([opened(), one], {}).front).toBe(false);
  expect(pastOf([opened(), ended('no_answer'), back('transferred')], {}).front).toBe(false);
});

test('what the customer filled in and what their site has signed', () => {
  const past = pastOf([opened({ topic: 'refund' })], { value: 'vip' });
  expect(past.facts).toEqual({ fields: { topic: 'refund' }, customer: { value: 'vip' } });
});
