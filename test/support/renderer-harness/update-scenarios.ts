import type { UpdateState } from '../../../src/shared/ipc/updates.ts';
import type { Scenario } from './fake-bridge.ts';
import { type Made, scenario } from './world.ts';

const day = 24 * 60 * 60_000;
const checkedAt = Date.UTC(2026, 10, 30, 9, 15);

const usualState: UpdateState = {
  ...{ stage: 'current', version: '1.0.0', mode: 'ask', channel: 'stable', code: null, checkedAt },
  feed: 'https://updates.example.com',
  ...{ update: null, progress: null, waits: null, later: null, lastDate: null },
  ...{ conversations: 0, afterwards: false, password: false },
  last: { from: '0.9.4', to: '1.0.0', at: checkedAt - 20 * day },
};
const update: NonNullable<UpdateState['update']> = {
  ...{ version: '1.1.0', back: false, size: 104_300_000, released: checkedAt - day },
  notes: {
    'zh-CN': '看板打开更快。\n转接时可以附上给同事的话。\n修正：长会话向上翻页时偶尔跳动。',
    en: 'The board opens faster.\nA transfer can carry a word for the colleague.\nMended: a long conversation that jumped at times when paging up.',
  },
};

/** How the page of updates looks in each of its states. */
export function updateScenarios(usual: readonly Made[]): Readonly<Record<string, Scenario>> {
  const of = (change: Partial<UpdateState>): Scenario => {
    const state = { ...usualState, ...change };
    const calls = ['updates.now', 'updates.check', 'updates.install'];
    return { ...scenario(usual), answers: Object.fromEntries(calls.map((call) => [call, state])) };
  };
  const wanted = (
    required: Scenario['boot']['required'],
    change: Partial<UpdateState>,
    boot: Partial<Scenario['boot']> = {},
  ): Scenario => {
    const made = of(change);
    const shown = { ...made.boot, appVersion: '1.0.0', required, ...boot };
    return { ...made, boot: shown };
  };
  const tenYears = checkedAt + 3650 * day;
  const ready = { stage: 'ready', update, lastDate: checkedAt + 3650 * day } as const;
  return {
    'updates-current': of({}),
    'updates-fetching': of({ stage: 'fetching', update, progress: 42 }),
    'updates-ready': of({ ...ready, waits: 'conversation', conversations: 2, password: true }),
    'updates-back': of({
      ...ready,
      update: { ...update, version: '0.9.4', back: true, notes: { 'zh-CN': '', en: '' } },
    }),
    'updates-told': of({ stage: 'told', update, mode: 'notify' }),
    'version-due': wanted({ minimum: '1.1.0', until: tenYears, refused: null }, { ...ready, password: true }),
    'version-late': wanted(
      { minimum: '1.1.0', until: checkedAt - 20 * day, refused: null },
      { ...ready, conversations: 2 },
    ),
    'version-it': wanted(
      { minimum: '1.1.0', until: checkedAt - 20 * day, refused: null },
      { stage: 'off', mode: 'off' },
    ),
    'version-refused': wanted(
      { minimum: '1.1.0', until: checkedAt - 20 * day, refused: '1.1.0' },
      { stage: 'none', checkedAt: null },
      {
        connection: {
          ...{ state: 'refused', code: 'upgrade_required', since: checkedAt },
          ...{ pending: 2, latency: null },
        },
      },
    ),
    'version-sign-in': wanted(
      undefined,
      { stage: 'refused', code: 'unreachable' },
      {
        account: {
          ...{ state: 'signed-out', hub: 'https://hub.example.com', email: 'lin.yue@example.com' },
          code: 'upgrade_required',
        },
      },
    ),
    'updates-behind-proxy': of({ stage: 'refused', code: 'unreachable' }),
    'updates-refused': of({ stage: 'refused', code: 'bad_signature' }),
  };
}
