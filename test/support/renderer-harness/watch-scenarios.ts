import { usualRules } from '../../../src/shared/domain/watch/usual.ts';
import type { IpcAnswer } from '../../../src/shared/ipc/contract.ts';
import type { WatchAlert, WatchLine } from '../../../src/shared/protocol/watch.ts';
import type { Scenario } from './fake-bridge.ts';
import { groups } from './house.ts';
import { bootOf, colleague, type Made, me, minute, now, scenario, second, uuid } from './world.ts';

const ruleRef = (n: number) => {
  const { id, name, when } =
    usualRules.rules[n - 1] ?? (usualRules.rules[0] as (typeof usualRules.rules)[number]);
  return { id, name, kind: when.kind };
};
const after = { id: groups.after, name: '售后' };
const alert = (n: number, rule: number, more: Partial<WatchAlert>): WatchAlert => ({
  id: uuid(88_000 + n),
  rule: ruleRef(rule),
  severity: 'warn',
  conversationId: null,
  person: null,
  group: after,
  customer: null,
  value: 1,
  limit: 1,
  word: null,
  count: 1,
  raisedAt: now - n * minute,
  acknowledged: null,
  resolved: null,
  rung: 0,
  changedAt: now - n * minute,
  ...more,
});
const by = { id: me.id, name: me.name };

const lines: readonly WatchLine[] = [
  { what: 'raised', at: now - 6 * minute, person: null, note: null, value: 601, because: null },
  { what: 'told', at: now - 6 * minute + second, person: colleague, note: null, value: null, because: null },
  { what: 'climbed', at: now - minute, person: null, note: null, value: 1, because: 'time' },
];

/** A supervisor's alerts: of every kind, some of them somebody's, one that has climbed. */
export function watchScenarios(usual: readonly Made[]): Readonly<Record<string, Scenario>> {
  const conversationId = usual[0]?.row.conversation.id ?? null;
  const alerts: readonly WatchAlert[] = [
    alert(1, 6, { value: 12, limit: 10 }),
    alert(2, 3, { conversationId, customer: '王芳', word: '投诉', count: 3 }),
    alert(6, 1, {
      conversationId,
      severity: 'critical',
      value: 601,
      limit: 180,
      rung: 1,
      customer: '赵明轩',
    }),
    alert(7, 4, {
      conversationId,
      severity: 'critical',
      person: colleague,
      word: '不归我管',
      group: { id: groups.sale, name: '售前咨询' },
    }),
    alert(12, 8, { value: 62, limit: 70 }),
    alert(18, 7, {
      severity: 'info',
      person: { id: uuid(6), name: '欧阳娜娜' },
      group: null,
      value: 1920,
      limit: 1800,
    }),
    alert(25, 5, {
      conversationId,
      customer: 'Maria Costa',
      person: colleague,
      value: 1,
      limit: 2,
      acknowledged: { by, at: now - 20 * minute, note: '我来回访' },
    }),
  ];
  const open: IpcAnswer<'watch.open'> = {
    alerts: [...alerts],
    rules: usualRules.rules.map(({ id, name, when: { kind } }) => ({ id, name, kind })),
    quiet: [{ ruleId: ruleRef(1).id, until: now + 40 * minute, for: 'all', by: '周敏' }],
  };
  const past = [
    alert(90, 1, {
      conversationId,
      customer: '李娜',
      value: 185,
      limit: 180,
      resolved: { how: 'over', by: null, at: now - 88 * minute },
    }),
    alert(140, 6, { value: 14, limit: 10, resolved: { how: 'hand', by, at: now - 120 * minute } }),
  ];
  const boot = bootOf();
  const { account } = boot;
  const supervising = {
    boot: { ...boot, account: { ...account, me: { ...me, role: 'supervisor' } } as typeof account },
  };
  const watched = { ...supervising, watch: { open, past, lines } };
  return {
    watch: scenario(usual, watched),
    'watch-chosen': scenario(usual, watched),
    'watch-past': scenario(usual, watched),
    'watch-empty': scenario(usual, {
      ...supervising,
      watch: { open: { ...open, alerts: [], quiet: [] }, past: [], lines: [] },
    }),
  };
}
