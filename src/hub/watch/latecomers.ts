import type { DeskNews } from '#shared/protocol/desk.ts';
import type { WatchAlert } from '#shared/protocol/watch.ts';
import type { Routing } from '../routing/index.ts';
import type { WatchStore } from './store.ts';
import { mostInCall } from './teller.ts';

/** Most alerts that one who comes is told of; of more than that they read on the board. */
const most = 200;

/**
 * Who comes while alerts stand is told of them once: together, one call a rule. That they were told is in the alert's history, so
 * that nobody hears of it again who only lost their connection, and a hub that begins anew repeats nothing.
 */
export function createLatecomers(options: {
  readonly known: Pick<Routing['known'], 'roster' | 'presence'>;
  readonly store: Pick<WatchStore, 'told' | 'toldTo'>;
  /** Whether they are to hear of it as far as it has climbed. */
  readonly isFor: (alert: WatchAlert, personId: string) => boolean;
  readonly tellDesks: (rooms: string[], event: 'watch_call', news: DeskNews['watch_call']) => void;
}) {
  const { known, store, isFor, tellDesks } = options;
  const { roster, presence } = known;
  let here: ReadonlySet<string> = new Set();

  const tellOne = async (
    person: { readonly id: string; readonly name: string },
    standing: readonly WatchAlert[],
  ) => {
    const theirs = standing.filter((alert) => isFor(alert, person.id)).slice(0, most);
    if (theirs.length === 0) return;
    const before = await store.toldTo(
      person.id,
      theirs.map(({ id }) => id),
    );
    const byRule = new Map<string, WatchAlert[]>();
    for (const alert of theirs) {
      if (before.has(alert.id)) continue;
      const same = byRule.get(alert.rule.id);
      if (same === undefined) byRule.set(alert.rule.id, [alert]);
      else same.push(alert);
    }
    for (const alerts of byRule.values()) {
      const [first] = alerts;
      if (first === undefined) continue;
      tellDesks([`person:${person.id}`], 'watch_call', {
        rule: first.rule,
        count: alerts.length,
        alerts: alerts.slice(0, mostInCall),
      });
      for (const { id } of alerts) await store.told(id, { id: person.id, name: person.name });
    }
  };

  return {
    /** `standing`: what is nobody's yet, and was told to whoever was here. */
    look: async (standing: readonly WatchAlert[]): Promise<void> => {
      const staff = [...roster.members().values()].filter(
        ({ id, role }) => role !== 'agent' && presence.isHere(id),
      );
      for (const { id, name } of staff) if (!here.has(id)) await tellOne({ id, name }, standing);
      here = new Set(staff.map(({ id }) => id));
    },
  };
}
