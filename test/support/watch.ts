import { newId } from '#shared/domain/key.ts';
import type { RuleWhen, WatchRule } from '#shared/domain/watch/rule.ts';
import { RefusalError } from '#shared/protocol/errors.ts';
import type { watchEvents } from '#shared/protocol/watch.ts';
import type { Hub } from '../../src/hub/hub.ts';
import type { Handlers } from '../../src/hub/platform/realtime/index.ts';

/** A rule that tells every supervisor. */
export const watching = (when: RuleWhen, more: Partial<WatchRule> = {}): WatchRule => ({
  id: newId(),
  name: { zh: '规则', en: `Rule of ${when.kind}` },
  on: true,
  when,
  groups: [],
  hours: null,
  severity: 'warn',
  receivers: { to: 'all' },
  notify: true,
  webhook: false,
  climbAfter: null,
  perHour: 20,
  ...more,
});

/** Puts them in force in the place of all others. */
export async function haveRules(hub: Hub, ...rules: readonly WatchRule[]): Promise<void> {
  const { version } = hub.watch.rules.current();
  await hub.watch.rules.save(version, { rules: [...rules] }, 'test');
}

/** Where nothing is watched. */
export const noWatch: Handlers<typeof watchEvents, unknown> = {
  'watch.open': async () => ({ alerts: [], rules: [], quiet: [] }),
  'watch.past': async () => ({ alerts: [], complete: true }),
  'watch.history': () => Promise.reject(new RefusalError('not_found')),
  'watch.acknowledge': () => Promise.reject(new RefusalError('not_found')),
  'watch.resolve': () => Promise.reject(new RefusalError('not_found')),
  'watch.quiet': async () => ({ quiet: [] }),
};
