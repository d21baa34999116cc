import { climbDue, topRung } from '#shared/domain/watch/climb.ts';
import { isHappening, judge, type Raised, type Subject } from '#shared/domain/watch/judge.ts';
import type { RuleWhen } from '#shared/domain/watch/rule.ts';
import { doneAfter } from '#shared/domain/watch/trial.ts';
import type { DeskNews } from '#shared/protocol/desk.ts';
import type { WatchAlert } from '#shared/protocol/watch.ts';
import type { Reads } from '../conversations/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/index.ts';
import type { Routing } from '../routing/index.ts';
import { type LeadsSome, type Led, roomsOfLed } from '../supervision/index.ts';
import { createWatchHandlers } from './handlers.ts';
import { createHappenings } from './happenings.ts';
import type { Hook, HookType } from './hook.ts';
import { createLatecomers } from './latecomers.ts';
import { createLevels } from './levels.ts';
import { createQuiets } from './quiet.ts';
import type { AlertRow } from './rows.ts';
import type { WatchRuleBook } from './rules.ts';
import { createScene } from './scene.ts';
import { createWatchScope } from './scope.ts';
import { createWatchStore, type Happened } from './store.ts';
import { createTeller } from './teller.ts';

/** Nodes read what others have written by the others' clocks, and a commit takes a moment. Milliseconds. */
const overlap = 5_000;

export type Watch = Awaited<ReturnType<typeof createWatch>>;

/**
 * The house's alert rules (E5): every second what they hold for is raised, what is over ends, and what nobody sees to goes on to
 * more people. Every node looks, by what all of them see alike; the database has each alert once.
 */
export async function createWatch(options: {
  readonly database: Database;
  readonly workspaceId: string;
  readonly clock: Clock;
  readonly rules: WatchRuleBook;
  readonly hook: Hook;
  readonly reads: Pick<Reads, 'feed' | 'head' | 'held'>;
  readonly known: Routing['known'];
  /** Groups that somebody who supervises leads now; null: all. */
  readonly led: (person: LeadsSome) => Led;
  readonly tellDesks: <E extends 'watch' | 'watch_rules' | 'watch_call'>(
    rooms: string[],
    event: E,
    news: DeskNews[E],
  ) => void;
}) {
  const { database, workspaceId, clock, rules, hook, reads, known, led, tellDesks } = options;
  const scope = createWatchScope(known);
  const store = createWatchStore({ database, workspaceId, clock });
  const quiets = createQuiets(database, clock);
  const levels = createLevels({ database, workspaceId, clock, plan: known.plan });
  const scene = createScene({ clock, known, levelOf: levels.levelOf });
  const happenings = createHappenings({ database, workspaceId, reads, isOpen: scene.isOpen });
  await happenings.begin();
  const list = () => rules.current().rules.rules;
  const ruleOf = (id: string) => list().find((rule) => rule.id === id);
  const teller = createTeller({
    ...{ clock, known, quiets, store, rule: ruleOf, tellDesks },
    isTheirs: (person, alert) => scope.isLed(led(person), alert),
  });
  const latecomers = createLatecomers({ known, store, isFor: teller.isFor, tellDesks });
  const tellRules = () => tellDesks(roomsOfLed(null), 'watch_rules', { version: rules.current().version });
  /** What desks were told of each, and up to when. */
  const told = new Map<string, number>();
  let toldUpTo = clock.now();

  const send = async (type: HookType, alert: WatchAlert, isTop = false): Promise<void> => {
    if (ruleOf(alert.rule.id)?.webhook !== true && !isTop) return;
    if (await hook.add(type, alert)) await store.sent(alert.id, alert.rung);
  };

  const raise = async (one: Happened): Promise<void> => {
    if (quiets.isSnoozed(one.rule.id)) return;
    const alert = await store.raise(one);
    if (alert !== null) await send('raised', alert);
  };

  const raisedOf = ({ row, alert }: { readonly row: AlertRow; readonly alert: WatchAlert }): Raised => {
    const [kind = '', id = ''] = row.subject.split(':');
    const { severity, value } = alert;
    return { id: row.id, ruleId: row.rule_id, subject: { kind, id } as Subject, severity, value };
  };

  const end = async (id: string): Promise<void> => {
    const ended = await store.over(id, 'over');
    if (ended?.resolved?.how === 'over') await send('resolved', ended);
  };

  /** What has happened has no cause that could be over: it is done with when its conversation is, or some time after. */
  const isDone = ({ rule, conversationId, raisedAt }: WatchAlert): boolean => {
    if (!isHappening(rule.kind)) return false;
    if (clock.now() - raisedAt >= doneAfter) return true;
    if (rule.kind === 'rating' || conversationId === null) return false;
    const status = known.board.seat(conversationId)?.conversation.status;
    return status === undefined || status === 'closed';
  };

  /** Desks hear of what has changed, on this node or another. */
  const tellChanges = async (): Promise<void> => {
    const now = clock.now();
    const changed = await store.changedSince(toldUpTo - overlap);
    const news = changed.filter(({ id, changedAt }) => (told.get(id) ?? 0) < changedAt);
    for (const { id, changedAt } of news) told.set(id, changedAt);
    const since = now - 10 * overlap;
    for (const [id, at] of told) if (at < since) told.delete(id);
    toldUpTo = Math.max(toldUpTo, now);
    for (const [rooms, alerts] of alike(news, (alert) => roomsOfLed(scope.groupsOf(alert))))
      tellDesks(rooms, 'watch', { alerts });
  };

  const climb = async (alerts: readonly WatchAlert[]): Promise<void> => {
    for (const alert of alerts) {
      const of = ruleOf(alert.rule.id);
      if (of === undefined || !of.notify) continue;
      const { severity, rung, acknowledged } = alert;
      const rungAt = rungAts.get(alert.id) ?? alert.raisedAt;
      const state = { severity, rung, rungAt, isAcknowledged: acknowledged !== null };
      const because = climbDue(state, of.climbAfter, teller.isHeard(alert), clock.now());
      if (because === null) continue;
      const climbed = await store.climb(alert.id, rung, because);
      if (climbed !== null) await send('climbed', climbed, climbed.rung === topRung);
    }
  };
  let rungAts = new Map<string, number>();

  /** Every second. */
  const look = async (): Promise<void> => {
    await rules.look();
    if (await quiets.look()) tellRules();
    const now = list();
    await levels.look(now);
    await happenings.look(now, raise);
    const before = await store.pending();
    const held = before.filter(({ row }) => row.over_at === null);
    const verdict = judge(now, scene.now(), held.map(raisedOf), quiets.isSnoozed);
    for (const finding of verdict.raise)
      await raise({
        ...finding,
        ...scene.named(finding.subject),
        limit: limitOf(finding.rule.when),
        word: null,
        cause: null,
      });
    for (const { id, finding } of verdict.worse) {
      const worse = await store.worsen(id, finding.severity, finding.value);
      if (worse !== null && worse.resolved === null) await send('worse', worse);
    }
    for (const id of verdict.over) {
      const row = held.find((one) => one.row.id === id);
      if (row !== undefined && ruleOf(row.row.rule_id) === undefined) await store.over(id, 'rule');
      else await end(id);
    }
    for (const { alert, row } of held) if (row.over_at === null && isDone(alert)) await end(alert.id);
    const after = await store.pending();
    rungAts = new Map(after.map(({ row }) => [row.id, row.rung_at]));
    const nobodys = after
      .map(({ alert }) => alert)
      .filter(({ acknowledged, resolved }) => acknowledged === null && resolved === null);
    await tellChanges();
    await teller.tell(nobodys);
    await latecomers.look(teller.standing(nobodys));
    await climb(nobodys);
    await hook.look();
  };

  rules.onChange(tellRules);

  return {
    look,
    sweep: hook.sweep,
    handlers: createWatchHandlers({ store, quiets, scope, led, rules: list, tellChanges, send }),
  };
}

/** Those that are for the same rooms together, in their order. */
function alike(
  alerts: readonly WatchAlert[],
  roomsOf: (alert: WatchAlert) => string[],
): readonly (readonly [string[], WatchAlert[]])[] {
  const found = new Map<string, readonly [string[], WatchAlert[]]>();
  for (const alert of alerts) {
    const rooms = roomsOf(alert);
    const key = rooms.join();
    const same = found.get(key);
    if (same === undefined) found.set(key, [rooms, [alert]]);
    else same[1].push(alert);
  }
  return [...found.values()];
}

/** The mark that is passed, as the rule counts. */
export function limitOf(when: RuleWhen): number {
  switch (when.kind) {
    case 'agent_words':
    case 'customer_words':
      return 1;
    case 'rating':
      return when.atMost;
    case 'service_level':
      return when.below;
    default:
      return when.over;
  }
}
