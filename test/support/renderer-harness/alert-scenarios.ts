import { usualAlerts } from '../../../src/shared/domain/alerts/preferences.ts';
import { usualLook } from '../../../src/shared/domain/look.ts';
import type { Look } from '../../../src/shared/ipc/app.ts';
import type { AlertLine } from '../../../src/shared/protocol/alerts.ts';
import type { Scenario } from './fake-bridge.ts';
import { colleague, type Made, me, minute, now, scenario, second, uuid } from './world.ts';

const since = now - 161 * second;
const person = { id: me.id, name: me.name };
const line = (
  after: number,
  rung: AlertLine['rung'],
  what: AlertLine['what'],
  who: AlertLine['person'] = null,
): AlertLine => ({
  since,
  rung,
  what,
  person: who,
  at: since + after * second,
});

const large = (of: Scenario, look: Look): Scenario => ({
  ...of,
  boot: { ...of.boot, preferences: { ...of.boot.preferences, look } },
});

/** Waits that nobody looks at, one's own and a colleague's, while one does not want to be disturbed. */
export function alertScenarios(usual: readonly Made[]): Readonly<Record<string, Scenario>> {
  const own = usual[0]?.row.conversation.id ?? null;
  const look = { ...usualLook, fontSize: 150, contrast: 'high' } as const;
  return {
    settings: scenario(usual),
    'settings-alerts': scenario(usual),
    'settings-found': scenario(usual),
    'settings-large': large(scenario(usual), look),
    'alerted-large': large(scenario(usual), { ...look, contrast: 'system' }),
    alerted: scenario(usual, {
      tabs: { order: usual.slice(0, 3).map((m) => m.row.conversation.id), active: own },
      alerts: {
        preferences: { ...usualAlerts, mutedUntil: now + 30 * minute },
        quiet: 'muted',
        silent: false,
        player: 'paplay',
        shows: true,
      },
      alertCalls: [
        {
          conversationId: uuid(77_000),
          since: now - 135 * second,
          rung: 'colleague',
          agent: colleague,
          group: { id: uuid(41), name: '售后组' },
          customer: null,
          at: now - 15 * second,
        },
      ],
      alertLines: [
        line(30, 'toast', 'raised', person),
        line(30, 'toast', 'shown', person),
        line(60, 'sound', 'raised', person),
        line(60, 'sound', 'held', person),
        line(120, 'colleague', 'raised'),
        line(120, 'colleague', 'told', colleague),
        line(121, 'colleague', 'shown', colleague),
      ],
      // What is on the screen is not read by the fake: its wait goes on.
      silent: ['conversations.markRead'],
    }),
  };
}
