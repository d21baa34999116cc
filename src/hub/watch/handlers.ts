import { isHappening } from '#shared/domain/watch/judge.ts';
import type { WatchRule } from '#shared/domain/watch/rule.ts';
import { RefusalError } from '#shared/protocol/errors.ts';
import type { WatchAlert, watchEvents } from '#shared/protocol/watch.ts';
import type { DeskActor } from '../conversations/index.ts';
import type { Handlers } from '../platform/realtime/index.ts';
import type { LeadsSome, Led } from '../supervision/index.ts';
import type { HookType } from './hook.ts';
import type { Quiets } from './quiet.ts';
import type { WatchScope } from './scope.ts';
import type { WatchStore } from './store.ts';

/** What supervisors ask of alerts, and do about them. */
export function createWatchHandlers(parts: {
  readonly store: WatchStore;
  readonly quiets: Quiets;
  readonly scope: WatchScope;
  readonly led: (person: LeadsSome) => Led;
  readonly rules: () => readonly WatchRule[];
  readonly tellChanges: () => Promise<void>;
  readonly send: (type: HookType, alert: WatchAlert) => Promise<void>;
}): Handlers<typeof watchEvents, DeskActor> {
  const { store, quiets, scope, led, rules, tellChanges, send } = parts;

  /** What is of groups that they do not lead does not exist for them. */
  const known = async (person: LeadsSome, id: string): Promise<WatchAlert> => {
    const alert = await store.find(id);
    if (alert === null || !scope.isLed(led(person), alert)) throw new RefusalError('not_found');
    return alert;
  };
  /** Whether it may be about any of theirs, and whether about theirs alone. */
  const isAboutTheirs = (groups: Led, rule: WatchRule, alone: boolean): boolean => {
    if (groups === null) return true;
    if (rule.groups.length === 0) return !alone;
    const isTheirs = (id: string) => groups.includes(id);
    return alone ? rule.groups.every(isTheirs) : rule.groups.some(isTheirs);
  };

  return {
    'watch.open': async ({ person }) => {
      const groups = led(person);
      const theirs = rules().filter((rule) => isAboutTheirs(groups, rule, false));
      const ids = new Set(theirs.map(({ id }) => id));
      return {
        alerts: (await store.open()).filter((alert) => scope.isLed(groups, alert)),
        rules: theirs.map(({ id, name, when: { kind } }) => ({ id, name, kind })),
        quiet: quiets.of(person.id).filter(({ ruleId }) => groups === null || ids.has(ruleId)),
      };
    },
    'watch.past': ({ person }, { before, limit }) => {
      const groups = led(person);
      return store.past(before, limit, groups === null ? null : { groups, people: scope.peopleOf(groups) });
    },
    'watch.history': async ({ person }, { alertId }) => {
      const alert = await known(person, alertId);
      return { alert, lines: await store.lines(alertId) };
    },
    'watch.acknowledge': async ({ person }, { alertId, note }) => {
      const { id, name } = person;
      await known(person, alertId);
      const done = await store.acknowledge(alertId, { id, name }, note);
      if (done === null) {
        const alert = await known(person, alertId);
        // Asked again by the same person: their word is there already.
        if (alert.acknowledged?.by.id === id) return alert;
        if (alert.acknowledged === null) throw new RefusalError('conflict');
        throw new RefusalError({ code: 'taken', owner: alert.acknowledged.by.name });
      }
      await tellChanges();
      await send('acknowledged', done);
      return done;
    },
    'watch.resolve': async ({ person }, { alertId, note }) => {
      const { id, name } = person;
      const alert = await known(person, alertId);
      const done = await store.resolve(alertId, { id, name }, note, isHappening(alert.rule.kind));
      if (done === null) {
        const now = await known(person, alertId);
        if (now.resolved?.by?.id === id) return now;
        throw new RefusalError(
          now.resolved?.by == null ? 'conflict' : { code: 'taken', owner: now.resolved.by.name },
        );
      }
      await tellChanges();
      await send('resolved', done);
      return done;
    },
    'watch.quiet': async ({ person }, { ruleId, minutes, for: whose }) => {
      const { id, name } = person;
      const rule = rules().find((one) => one.id === ruleId);
      const groups = led(person);
      if (rule === undefined || !isAboutTheirs(groups, rule, false)) throw new RefusalError('not_found');
      // Quiet for all, it would say nothing to those either who lead other groups.
      if (whose === 'all' && !isAboutTheirs(groups, rule, true)) throw new RefusalError('forbidden');
      await quiets.set(ruleId, { id, name }, whose, minutes);
      return { quiet: quiets.of(id) };
    },
  };
}
