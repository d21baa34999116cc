import type { AccountEntry, AccountList } from '../../../src/shared/ipc/accounts.ts';
import type { Scenario } from './fake-bridge.ts';
import { bootOf, type Made, scenario } from './world.ts';

const entry = (change: Partial<AccountEntry>): AccountEntry => ({
  id: 'first',
  name: '',
  hue: 1,
  hub: 'https://help.xinghe.example',
  workspace: '星河商城',
  person: '林悦',
  state: 'signed-in',
  line: 'connected',
  unread: 4,
  waiting: 2,
  pending: 0,
  ...change,
});

const game = { hub: 'https://game.example', workspace: '星河游戏', hue: 5, unread: 12, waiting: 3 };
export const accountList = (inView: string, ...more: readonly AccountEntry[]): AccountList => ({
  inView,
  all: [
    entry({}),
    entry({ id: '0123456789abcdef', ...game }),
    entry({ id: '1123456789abcdef', name: 'Night shift', hue: 9, unread: 0, waiting: 0, line: 'offline' }),
    entry({
      id: '2123456789abcdef',
      workspace: 'Télé·Com <b>',
      hue: 11,
      state: 'signed-out',
      unread: 0,
      waiting: 0,
    }),
    ...more,
  ],
});

/** Several accounts in one window: the switch beside the desk, the settings, and a sign-in for one more. */
export function accountScenarios(usual: readonly Made[]): Readonly<Record<string, Scenario>> {
  const vacant = entry({
    id: '3123456789abcdef',
    hub: '',
    workspace: '',
    person: '',
    hue: 2,
    state: 'signed-out',
    unread: 0,
  });
  const signedOut = { state: 'signed-out', hub: '', email: '', code: null } as const;
  const several = scenario(usual, { boot: bootOf({ accounts: accountList('first') }) });
  return {
    accounts: several,
    'accounts-settings': several,
    'sign-in-notice': scenario(usual, {
      signIns: [
        {
          ...{ id: '01939c00-0000-7000-8000-0000000000c1', app: 'desk/0.1.0', address: '203.0.113.77' },
          ...{ computer: { name: 'LAPTOP-9Q2', system: 'Windows_NT 10.0.22631' }, at: Date.now() - 420_000 },
        },
        {
          ...{ id: '01939c00-0000-7000-8000-0000000000c2', app: 'desk/0.1.0', address: null },
          ...{ computer: null, at: Date.now() - 120_000 },
        },
      ],
    }),
    'accounts-add': scenario([], {
      boot: bootOf({ account: signedOut, accounts: accountList(vacant.id, vacant) }),
    }),
  };
}
