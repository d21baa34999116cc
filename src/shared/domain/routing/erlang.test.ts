import { expect, test } from 'vitest';
import { averageWait, erlangB, erlangC, occupancy, serviceLevel, type Traffic } from './erlang.ts';

test('Erlang B agrees with the printed tables', () => {
  // Offered load at which one in a hundred is blocked, from the usual tables of traffic engineering.
  for (const [agents, load] of [
    [1, 0.0101],
    [5, 1.361],
    [10, 4.461],
    [20, 12.03],
    [50, 37.9],
    [100, 84.06],
  ] as const) {
    expect(erlangB(agents, load)).toBeCloseTo(0.01, 4);
  }
});

test('Erlang C of the calls of a textbook: 100 in half an hour of three minutes each', () => {
  const of = (agents: number): Traffic => ({ agents, arrivals: 200 / 3600, service: 180 });
  // Agents, probability to wait, answered within 20 s, mean wait in seconds, occupancy.
  for (const [agents, waits, level, wait, busy] of [
    [11, 0.682, 0.39, 122.8, 0.909],
    [12, 0.449, 0.64, 40.4, 0.833],
    [13, 0.285, 0.796, 17.1, 0.769],
    [14, 0.174, 0.888, 7.8, 0.714],
  ] as const) {
    expect(erlangC(agents, 10)).toBeCloseTo(waits, 2.9);
    expect(serviceLevel(of(agents), 20)).toBeCloseTo(level, 2.9);
    expect(averageWait(of(agents))).toBeCloseTo(wait, 0.9);
    expect(occupancy(of(agents))).toBeCloseTo(busy, 3);
  }
});

test('one agent: the closed form', () => {
  // M/M/1: probability to wait is the load, the mean wait load x service / (1 - load).
  const traffic = { agents: 1, arrivals: 0.8, service: 1 };
  expect(erlangC(1, 0.8)).toBeCloseTo(0.8, 12);
  expect(averageWait(traffic)).toBeCloseTo(4, 12);
});

test('a thousand agents: finite, and more agents are never worse', () => {
  let last = 1;
  for (let agents = 951; agents <= 1000; agents++) {
    const waits = erlangC(agents, 950);
    expect(waits).toBeGreaterThan(0);
    expect(waits).toBeLessThan(last);
    last = waits;
  }
  // By the sum of the textbook, in logarithms.
  expect(erlangC(1000, 950)).toBeCloseTo(bySum(1000, 950), 9);
  expect(erlangC(1000, 0.001)).toBe(0);
  expect(erlangC(5, 0)).toBe(0);
});

test('more than they can serve: the queue grows without end', () => {
  const traffic = { agents: 2, arrivals: 3, service: 1 };
  expect(erlangC(2, 3)).toBe(1);
  expect(serviceLevel(traffic, 100)).toBe(0);
  expect(averageWait(traffic)).toBe(Number.POSITIVE_INFINITY);
  expect(occupancy(traffic)).toBe(1);
});

function bySum(agents: number, load: number): number {
  let logFactorial = 0;
  const logs: number[] = [];
  for (let k = 0; k <= agents; k++) {
    if (k > 0) logFactorial += Math.log(k);
    logs.push(k * Math.log(load) - logFactorial);
  }
  const top = Math.max(...logs);
  const terms = logs.map((log) => Math.exp(log - top));
  const last = (terms[agents] ?? 0) * (agents / (agents - load));
  return last / (terms.slice(0, agents).reduce((sum, term) => sum + term, 0) + last);
}
