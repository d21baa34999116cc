import type { Page } from 'playwright-core';
import type { Entry } from '../../src/shared/domain/entry.ts';
import type { Scenario } from '../support/renderer-harness/fake-bridge.ts';
import { scenarios } from '../support/renderer-harness/scenarios.ts';

/** What the tests of the renderer share; each raises a stage of its own. */

export function scenarioOf(name: string): Scenario {
  const found = scenarios[name];
  if (found === undefined) throw new Error(`no scenario ${name}`);
  return found;
}

export const active = (scenario: Scenario): string => scenario.tabs.active ?? '';

/** What comes in now, by the customer where nothing else is said, as the `n`-th after what is there. */
export function arriving(scenario: Scenario, n: number, said: string | Entry['body']): Entry {
  const entries = scenario.entries[active(scenario)] ?? [];
  const last = entries.at(-1) as Entry;
  const author = entries.find((e) => e.author.kind === 'visitor')?.author as Entry['author'];
  const seq = last.seq + n;
  return {
    ...last,
    id: `01939c00-0000-7000-9000-${String(seq).padStart(12, '0')}`,
    seq,
    feedSeq: last.feedSeq + n,
    publicSeq: seq,
    author,
    audience: 'everyone',
    key: null,
    at: Date.now(),
    body: typeof said === 'string' ? { kind: 'message', text: said } : said,
  };
}

export const composer = (page: Page) => page.getByTestId('composer-input');

/** Pixels from what is in sight to the end of the transcript. */
export const fromEnd = (page: Page): Promise<number> =>
  page.getByTestId('transcript').evaluate((box) => box.scrollHeight - box.scrollTop - box.clientHeight);
