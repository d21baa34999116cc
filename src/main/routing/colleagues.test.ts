import { expect, test } from 'vitest';
import type { Colleagues } from '#shared/ipc/routing.ts';
import type { Ask } from '../connection/requests.ts';
import { silentLog } from '../log.ts';
import { createColleagues } from './colleagues.ts';

const one = (id: string, load: number): Colleagues['people'][number] => ({
  id,
  name: id,
  role: 'agent',
  status: 'online',
  reason: null,
  since: 0,
  load,
  capacity: 5,
  groups: null,
});

function open() {
  const answers: ((all: Colleagues) => void)[] = [];
  const timers: (() => void)[] = [];
  const told: Colleagues[] = [];
  const colleagues = createColleagues({
    ask: (() => new Promise((resolve) => answers.push(resolve as never))) as unknown as Ask,
    clock: {
      now: () => 0,
      after: (_milliseconds, run) => {
        timers.push(run);
        return () => void timers.splice(timers.indexOf(run), 1);
      },
    },
    log: silentLog,
    onChanged: (all) => told.push(all),
  });
  const answer = async (people: Colleagues['people']) => {
    answers.shift()?.({ people, groups: [] });
    await new Promise((resolve) => setImmediate(resolve));
  };
  const tick = () => {
    for (const run of timers.splice(0)) run();
  };
  return { colleagues, told, answer, tick, timers };
}

test('everything is asked for once a line; a burst of changes is told at once', async () => {
  const { colleagues, told, answer, tick } = open();
  colleagues.ready();
  await answer([one('ann', 0), one('ben', 0)]);
  for (let load = 1; load <= 5; load++) colleagues.heard({ people: [one('ben', load)], groups: [] });
  tick();
  expect(told).toEqual([{ people: [one('ann', 0), one('ben', 5)], groups: [] }]);
});

test('what changes while everything is asked for is newer than the answer', async () => {
  const { colleagues, answer } = open();
  colleagues.ready();
  colleagues.heard({ people: [one('ben', 3)], groups: [] });
  expect(colleagues.get()).toBeNull();
  await answer([one('ann', 0), one('ben', 0)]);
  expect(colleagues.get()?.people.map(({ load }) => load)).toEqual([0, 3]);
});

test('a new line forgets who has gone; an answer of the old one comes too late', async () => {
  const { colleagues, answer } = open();
  colleagues.ready();
  colleagues.ready();
  await answer([one('ann', 0), one('ben', 0)]);
  expect(colleagues.get()).toBeNull();
  await answer([one('ann', 1)]);
  expect(colleagues.get()?.people).toEqual([one('ann', 1)]);
});

test('nothing is told after the end', async () => {
  const { colleagues, told, answer, tick, timers } = open();
  colleagues.ready();
  await answer([one('ann', 0)]);
  colleagues.stop();
  tick();
  expect(told).toEqual([]);
  expect(timers).toEqual([]);
});
