import { isMember } from '#shared/domain/routing/agent.ts';
import { remindAfter } from '#shared/domain/watch/climb.ts';
import { holdBack, noFlood } from '#shared/domain/watch/floods.ts';
import type { WatchRule } from '#shared/domain/watch/rule.ts';
import type { DeskNews } from '#shared/protocol/desk.ts';
import type { Role } from '#shared/protocol/handshake.ts';
import type { WatchAlert } from '#shared/protocol/watch.ts';
import type { Clock } from '../platform/clock.ts';
import type { Routing } from '../routing/index.ts';
import type { Quiets } from './quiet.ts';
import type { WatchStore } from './store.ts';

/** Alerts of one call that go along with it. */
export const mostInCall = 20;

/** Who is told of what, by their desk. Every node tells those who are connected to it. */
export function createTeller(options: {
  readonly clock: Pick<Clock, 'now'>;
  readonly known: Routing['known'];
  readonly quiets: Pick<Quiets, 'isMuted'>;
  readonly store: Pick<WatchStore, 'told'>;
  readonly rule: (id: string) => WatchRule | undefined;
  /** Whether they lead what it is about: of anything else they are not told, whoever the rule names. */
  readonly isTheirs: (person: { readonly id: string; readonly role: Role }, alert: WatchAlert) => boolean;
  readonly tellDesks: (rooms: string[], event: 'watch_call', news: DeskNews['watch_call']) => void;
}) {
  const { clock, known, quiets, store, rule, isTheirs, tellDesks } = options;
  const { roster, presence } = known;
  const startedAt = clock.now();
  let flood = noFlood;
  /** What of each was told last: how far it had climbed and how severe it was, and when. */
  const told = new Map<string, { readonly stage: string; readonly at: number }>();

  const staffFor = (alert: WatchAlert) =>
    [...roster.members().values()].filter((one) => one.role !== 'agent' && isTheirs(one, alert));

  /** Who is to hear of it as far as it has climbed, here or elsewhere. */
  const hearersOf = (alert: WatchAlert) => {
    const { group, rung } = alert;
    const of = rule(alert.rule.id);
    if (of === undefined) return [];
    const staff = staffFor(alert);
    if (rung >= 2) return staff;
    if (rung === 1 || of.receivers.to === 'all')
      return staff.filter(({ role }) => rung === 0 || role === 'supervisor');
    const { receivers } = of;
    if (receivers.to === 'people') return staff.filter(({ id }) => receivers.people.includes(id));
    const inGroup = staff.filter(({ profile }) => group !== null && isMember(profile, group.id));
    return inGroup.length === 0 ? staff : inGroup;
  };
  const awake = (alert: WatchAlert) =>
    hearersOf(alert).filter(({ id }) => !quiets.isMuted(alert.rule.id, id));

  const stageOf = ({ rung, severity }: WatchAlert) => `${rung} ${severity}`;

  return {
    /** Whether anybody is there to hear of it who has not muted it. */
    isHeard: (alert: WatchAlert): boolean => awake(alert).some(({ id }) => presence.isThere(id)),
    /** Whether they are to hear of it, and have not muted it. */
    isFor: (alert: WatchAlert, personId: string): boolean => awake(alert).some(({ id }) => id === personId),
    /** Of these, what was told to whoever was here: not what is held back, which is told when its time has come. */
    standing: (open: readonly WatchAlert[]): WatchAlert[] => {
      const held = new Set([...flood.values()].flatMap((one) => one.held));
      return open.filter(
        (alert) => told.has(alert.id) && !held.has(alert.id) && rule(alert.rule.id)?.notify === true,
      );
    },
    /** What is open and is nobody's yet. Tells what has not been told; what was told before this node began is not told again. */
    tell: async (open: readonly WatchAlert[]): Promise<void> => {
      const now = clock.now();
      const byId = new Map(open.map((alert) => [alert.id, alert]));
      for (const id of [...told.keys()]) if (!byId.has(id)) told.delete(id);
      const due = open.filter((alert) => {
        const of = rule(alert.rule.id);
        if (of === undefined || !of.notify) return false;
        const last = told.get(alert.id);
        if (last === undefined && alert.changedAt <= startedAt) {
          told.set(alert.id, { stage: stageOf(alert), at: now });
          return false;
        }
        if (last === undefined || last.stage !== stageOf(alert)) return true;
        return alert.severity !== 'info' && now - last.at >= remindAfter;
      });
      for (const alert of due) told.set(alert.id, { stage: stageOf(alert), at: now });
      // What has climbed is no part of the flood that it came from: others hear of it.
      const arrivals = due.map(({ id, rule: of, rung }) => ({ alertId: id, ruleId: `${of.id} ${rung}` }));
      const step = holdBack(
        flood,
        arrivals,
        (key) => rule(key.split(' ')[0] ?? '')?.perHour ?? 0,
        (id) => byId.has(id),
        now,
      );
      flood = step.flood;
      for (const { alertIds } of step.tellings) {
        const alerts = alertIds.flatMap((id) => byId.get(id) ?? []);
        const hearers = new Map(alerts.flatMap(awake).map((one) => [one.id, one]));
        for (const { id, name } of hearers.values()) {
          if (!presence.isHere(id)) continue;
          const mine = alerts.filter((alert) => awake(alert).some((one) => one.id === id));
          const [first] = mine;
          if (first === undefined) continue;
          tellDesks([`person:${id}`], 'watch_call', {
            rule: first.rule,
            count: mine.length,
            alerts: mine.slice(0, mostInCall),
          });
          for (const alert of mine.slice(0, mostInCall)) await store.told(alert.id, { id, name });
        }
      }
    },
  };
}
