import fc from 'fast-check';
import { expect, test } from 'vitest';
import { expectedWait, expectedWaits, type Flow, flowAfter, noFlow } from './wait.ts';

const minute = 60_000;

/** A queue of five from which one is served `every` so often, by `places` that are never free, for so many minutes. */
function busy(flow: Flow, minutes: number, places: number, every = minute / 2): Flow {
  let now = flowAfter(flow, { at: flow.at, waiting: 5, places });
  for (let at = flow.at + every; at <= flow.at + minutes * minute; at += every) {
    now = flowAfter(now, { at, waiting: 5, places, served: 1, ended: [every * places] });
  }
  return now;
}

test('[B3] nobody online: nothing can be said', () => {
  expect(expectedWait(busy(noFlow(0), 60, 4), 1, 0)).toBeNull();
});

test('[B3] before there are figures: the usual length of a conversation, shared by the places', () => {
  expect(expectedWait(noFlow(0), 1, 1)).toBe(5 * minute);
  expect(expectedWait(noFlow(0), 4, 10)).toBe(2 * minute);
});

test('[B3] place by place at the measured rate', () => {
  const flow = busy(noFlow(0), 120, 4);
  const waits = expectedWaits(flow, 3, 4);
  expect(waits?.map((wait) => wait / minute)).toEqual([
    expect.closeTo(0.5, 1),
    expect.closeTo(1, 1),
    expect.closeTo(1.5, 1),
  ]);
});

test('[B3] half of the agents gone to lunch: twice the wait, at once', () => {
  const flow = busy(noFlow(0), 120, 4);
  const all = expectedWait(flow, 10, 4) ?? 0;
  expect(expectedWait(flow, 10, 2)).toBeCloseTo(2 * all, -1);
});

test('[B3] times without a queue do not slow it down', () => {
  const flow = busy(noFlow(0), 120, 4);
  const empty = flowAfter(flow, { at: flow.at, waiting: 0, places: 4 });
  let quiet = empty;
  for (let n = 1; n <= 3; n++) {
    quiet = flowAfter(quiet, { at: empty.at + n * 5 * minute, waiting: 0, places: 4, served: 1 });
  }
  expect((expectedWait(quiet, 1, 4) ?? 0) / minute).toBeCloseTo(0.5, 1);
});

test('[B3] who did not have to wait says nothing about how fast the queue moves', () => {
  const flow = busy(noFlow(0), 120, 4);
  const empty = flowAfter(flow, { at: flow.at, waiting: 0, places: 4 });
  const rush = flowAfter(empty, { at: empty.at, waiting: 0, places: 4, served: 100 });
  expect(expectedWait(rush, 1, 4)).toBe(expectedWait(empty, 1, 4));
});

test('[B3] it follows the day: what is two hours old counts for little', () => {
  const slow = busy(noFlow(0), 240, 4, 4 * minute);
  expect(expectedWait(slow, 1, 4)).toBeGreaterThan(3.2 * minute);
  expect((expectedWait(busy(slow, 120, 4), 1, 4) ?? 0) / minute).toBeCloseTo(0.5, 1);
});

test('[B3] who gives up shortens the wait of those behind', () => {
  const patient = busy(noFlow(0), 60, 1);
  let leaving = flowAfter(noFlow(0), { at: 0, waiting: 5, places: 1 });
  for (let at = minute / 2; at <= 60 * minute; at += minute / 2) {
    leaving = flowAfter(leaving, { at, waiting: 5, places: 1, served: 1, left: 1, ended: [minute / 2] });
  }
  const without = expectedWait(patient, 10, 1) ?? 0;
  const withLeaving = expectedWait(leaving, 10, 1) ?? 0;
  expect(withLeaving).toBeLessThan(0.75 * without);
  expect(expectedWait(leaving, 1, 1)).toBeCloseTo(expectedWait(patient, 1, 1) ?? 0, -3);
});

test('[B3] a clock that is set back is no time gone by', () => {
  const flow = busy(noFlow(0), 60, 4);
  const back = flowAfter(flow, { at: 0, waiting: 5, places: 4 });
  expect(back).toEqual(flow);
});

test('[B3] always a number, longer for a later place, shorter for more agents', () => {
  const event = fc.record({
    after: fc.integer({ min: 0, max: 100 * minute }),
    waiting: fc.nat(2000),
    places: fc.nat(400),
    served: fc.nat(50),
    left: fc.nat(50),
    ended: fc.array(fc.nat(3_600_000), { maxLength: 5 }),
  });
  fc.assert(
    fc.property(fc.array(event, { maxLength: 40 }), fc.integer({ min: 1, max: 400 }), (events, places) => {
      let flow = noFlow(1e12);
      for (const { after, ...rest } of events) flow = flowAfter(flow, { at: flow.at + after, ...rest });
      const waits = expectedWaits(flow, 1000, places) ?? [];
      expect(waits.every((wait) => Number.isFinite(wait) && wait >= 0)).toBe(true);
      expect(waits.every((wait, i) => i === 0 || wait >= waits[i - 1]!)).toBe(true);
      expect(expectedWait(flow, 1000, places + 1)).toBeLessThanOrEqual(waits[999]!);
    }),
  );
});
