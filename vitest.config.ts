import { defineConfig } from 'vitest/config';

/** One project a kind of test, so that `npm run check` can run the quick ones alone. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['src/**/*.test.ts', 'scripts/**/*.test.{ts,mjs}', 'test/sim/**/*.test.ts'],
          environment: 'node',
          // A guard against what hangs, not a measure: the machine may have other work.
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'integration',
          include: ['test/{integration,contract,model,faults}/**/*.test.ts'],
          environment: 'node',
          // Longer than anything that a test awaits, so that what did not come is named.
          testTimeout: 60_000,
          hookTimeout: 120_000,
          // What is awaited comes by itself; a second is little where others work too.
          expect: { poll: { timeout: 10_000 } },
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          environment: 'node',
          // One window at a time: the tests share one virtual display and two cores.
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 120_000,
          expect: { poll: { timeout: 10_000 } },
        },
      },
      {
        test: {
          // `npm run dist:prove` alone: it installs a package on this machine, and takes it off again.
          name: 'dist',
          include: ['test/dist/**/*.test.ts'],
          environment: 'node',
          // There is one machine to install on.
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 300_000,
          expect: { poll: { timeout: 15_000 } },
        },
      },
    ],
  },
});
