import { afterAll, beforeAll, expect, test } from 'vitest';
import { watchHostile } from '../e2e/hostile-look.ts';
import { hostilePayloads, howMany } from '../e2e/hostile-payloads.ts';
import { boardOf, boardScenario } from '../support/renderer-harness/board-world.ts';
import type { Scenario } from '../support/renderer-harness/fake-bridge.ts';
import { raiseStage, type Stage } from '../support/renderer-harness/stage.ts';

/** What customers write on the supervisors' screens; `test/e2e/hostile.test.ts` has the agents'. */

/** Never asked: it has no address. The page tells of every request that is not its own. */
const payloads = hostilePayloads('http://canary.invalid');
const marker = 'mk';
/** So many lines are on the screen at once. */
const lines = 16;

let stage: Stage;
beforeAll(async () => {
  stage = await raiseStage();
});
afterAll(() => stage?.close());

/** As much of it as a name may be, after what it is found by; never half a character. */
function nameOf(at: number): string {
  const cut = `${marker}${at} ${payloads[at % howMany]}`.slice(0, 80);
  return /[\uD800-\uDBFF]$/u.test(cut) ? cut.slice(0, -1) : cut;
}

/** The board with a hostile name for each customer, from one on. */
function boardFrom(first: number): Scenario {
  const board = boardOf(lines);
  const rows = board.rows.map((row, n) => ({ ...row, visitor: { ...row.visitor, name: nameOf(first + n) } }));
  return boardScenario({ ...board, rows });
}

test.each(['light', 'dark'] as const)(
  '[E1] the live board, %s: nothing runs, nothing is fetched, its layout stands',
  async (theme) => {
    for (let first = 0; first < howMany; first += lines) {
      const scenario = boardFrom(first);
      const { boot } = scenario;
      const { page } = await stage.open({
        ...scenario,
        boot: { ...boot, preferences: { ...boot.preferences, theme } },
      });
      const watch = await watchHostile(page);
      await page.getByTestId('part-monitor').click();
      await page.getByTestId('board-row').first().waitFor();
      expect.soft(await watch.faults(marker, 'elsewhere'), `from ${first}`).toEqual([]);
      expect.soft(watch.heard).toEqual([]);
      await page.close();
    }
  },
  300_000,
);
