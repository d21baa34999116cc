import { isHappening } from '#shared/domain/watch/judge.ts';
import type { WatchRule } from '#shared/domain/watch/rule.ts';
import { RefusalError } from '#shared/protocol/errors.ts';
import type { WatchAlert, watchEvents } from '#shared/protocol/watch.ts';
import type { DeskActor } from '../conversations/index.ts';
import type { Handlers } from '../platform/realtime/index.ts';
import type { HookType } from './hook.ts';
import type { Quiets } from './quiet.ts';
import type { WatchStore } from './store.ts';

/** What supervisors ask of alerts, and do about them. */
export function createWatchHandlers(parts: {
  readonly store: WatchStore;
  readonly quiets: Quiets;
  readonly rules: () => readonly WatchRule[];
  readonly tellChanges: () => Promise<void>;
  readonly send: (type: HookType, alert: WatchAlert) => Promise<void>;
}): Handlers<typeof watchEvents, DeskActor> {
  const { store, quiets, rules, tellChanges, send } = parts;

  const known = async (id: string): Promise<WatchAlert> => {
    const alert = await store.find(id);
    if (alert === null) throw new RefusalError('not_found');
    return alert;
  };

  return {
    'watch.open': async ({ person }) => ({
      alerts: await store.open(),
      rules: rules().map(({ id, name, when: { kind } }) => ({ id, name, kind })),
      quiet: quiets.of(person.id),
    }),
    'watch.past': (_, { before, limit }) => store.past(before, limit),
    'watch.history': async (_, { alertId }) => {
      const alert = await known(alertId);
      return { alert, lines: await store.lines(alertId) };
    },
    'watch.acknowledge': async ({ person: { id, name } }, { alertId, note }) => {
      const done = await store.acknowledge(alertId, { id, name }, note);
      if (done === null) {
        const alert = await known(alertId);
        // Asked again by the same person: their word is there already.
        if (alert.acknowledged?.by.id === id) return alert;
        if (alert.acknowledged === null) throw new RefusalError('conflict');
        throw new RefusalError({ code: 'taken', owner: alert.acknowledged.by.name });
      }
      await tellChanges();
      await send('acknowledged', done);
      return done;
    },
    'watch.resolve': async ({ person: { id, name } }, { alertId, note }) => {
      const alert = await known(alertId);
      const done = await store.resolve(alertId, { id, name }, note, isHappening(alert.rule.kind));
      if (done === null) {
        const now = await known(alertId);
        if (now.resolved?.by?.id === id) return now;
        throw new RefusalError(
          now.resolved?.by == null ? 'conflict' : { code: 'taken', owner: now.resolved.by.name },
        );
      }
      await tellChanges();
      await send('resolved', done);
      return done;
    },
    'watch.quiet': async ({ person: { id, name } }, { ruleId, minutes, for: whose }) => {
      if (!rules().some((rule) => rule.id === ruleId)) throw new RefusalError('not_found');
      await quiets.set(ruleId, { id, name }, whose, minutes);
      return { quiet: quiets.of(id) };
    },
  };
}
