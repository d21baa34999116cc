import { expect, it } from 'vitest';
import { reportOf } from './report.ts';
import { runFaults } from './run.ts';

/** The fault bench, small enough for every run of the tests; `npm run faults` is the large one. */

it('[P1] [P3] [P4] [P6] [P7] [P8] [P9] nothing is lost, doubled or out of order, whatever breaks', {
  timeout: 240_000,
}, async () => {
  const lines: string[] = [];
  const result = await runFaults({
    seed: 20_261_122,
    duration: 7000,
    messages: 160,
    changes: 16,
    visitors: 5,
    desks: 3,
    hubKills: 3,
    hubFreezes: 1,
    hubStops: 1,
    deskKills: 2,
    deskFreezes: 1,
    reloads: 4,
    cuts: 4,
    holes: 2,
    slows: 1,
    throttles: 1,
    deafs: 2,
    loseEvents: 0.01,
    longest: 2500,
    healLimit: 150_000,
    hasten: true,
    say: (line) => lines.push(line),
  });
  expect(result.violations, [...lines, ...reportOf(result)].join('\n')).toEqual([]);
  // More where one that seemed cut off was kept after all.
  expect(result.kept).toBeGreaterThanOrEqual(160);
  expect(result.changed.filter(({ granted }) => granted).length).toBeGreaterThan(0);
});
