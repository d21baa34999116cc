import type { Write } from '../conversations/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/index.ts';
import type { Log } from '../platform/log/index.ts';
import { isLostRace } from './lost-race.ts';

/** How long one may be away before one's conversations are given to others (P13). Milliseconds. */
export const defaultLeaseTime = 90_000;

/** Conversations that one look puts back; the rest has its turn in the next. */
const round = 500;

export type Leases = {
  /** A node has started: whoever holds something has the whole time from now to come back. */
  readonly begin: () => Promise<void>;
  /**
   * They are here now, or were until now: theirs for the whole time from now. Resolves once it is
   * on disk; rejects with the database's error.
   */
  readonly renew: (personIds: readonly string[]) => Promise<void>;
  /** Puts back into the queue what is held by nobody who is here or was lately. */
  readonly look: () => Promise<void>;
};

/**
 * Who holds conversations, holds them by a lease (P13). It is kept in the database, renewed by the
 * node that has the person's sockets, and any node finds that it has run out: also one that starts
 * after the other has died.
 *
 * Nodes compare the clock of whoever renewed with their own, so a lease is as exact as their clocks
 * agree.
 */
export function createLeases(options: {
  readonly database: Database;
  readonly workspaceId: string;
  readonly clock: Clock;
  /** Milliseconds. */
  readonly time: number;
  /** Whether the person has a desk connected to this node. */
  readonly isHere: (personId: string) => boolean;
  readonly write: (write: Write) => Promise<unknown>;
  /** On disk now: they have a lease until then, epoch milliseconds. */
  readonly onRenewed?: (personIds: readonly string[], until: number) => void;
  readonly log: Log;
}): Leases {
  const { database, workspaceId, clock, time, isHere, write, onRenewed = () => undefined, log } = options;
  const { kysely } = database;
  let asked = new Set<string>();
  /** Until when, as this node has asked for it: a lease on its way to the disk is a lease already. */
  const renewed = new Map<string, number>();
  let writing: Promise<void> = Promise.resolve();

  const save = async (ids: readonly string[]): Promise<void> => {
    const until = clock.now() + time;
    await kysely
      .insertInto('lease')
      .values(ids.map((person_id) => ({ person_id, until })))
      .onConflict((oc) => oc.column('person_id').doUpdateSet({ until: (eb) => eb.ref('excluded.until') }))
      .execute();
    onRenewed(ids, until);
  };

  // All who come while another write is under way are written together: a hub whose desks come back
  // at once must not write for each of them.
  const renew = (personIds: readonly string[]): Promise<void> => {
    if (personIds.length === 0) return Promise.resolve();
    const first = asked.size === 0;
    for (const id of personIds) {
      asked.add(id);
      renewed.set(id, clock.now() + time);
    }
    if (!first) return writing;
    const flush = async () => {
      const ids = [...asked];
      asked = new Set();
      await save(ids);
    };
    writing = writing.then(flush, flush);
    return writing;
  };

  /** Disabled people hold nothing. Nobody else loses what was given to them less than a lease ago. */
  const runOut = (now: number) =>
    kysely
      .selectFrom('conversation as c')
      .innerJoin('person as p', 'p.id', 'c.agent_id')
      .innerJoin('participant as t', (join) =>
        join.onRef('t.conversation_id', '=', 'c.id').onRef('t.person_id', '=', 'c.agent_id'),
      )
      .leftJoin('lease as l', 'l.person_id', 'c.agent_id')
      .select(['c.id', 'c.version', 'p.id as owner', 'p.disabled_at'])
      .where('c.workspace_id', '=', workspaceId)
      .where('c.status', '=', 'active')
      .where((eb) =>
        eb.or([
          eb('p.disabled_at', 'is not', null),
          eb.and([
            eb('t.since', '<=', now - time),
            eb.or([eb('l.until', 'is', null), eb('l.until', '<=', now)]),
          ]),
        ]),
      )
      .limit(round)
      .execute();

  const look = async (): Promise<void> => {
    const found = await runOut(clock.now());
    // Asked now, not before: a process that was put to sleep wakes up with leases long over, and hears only then
    // that desks have gone. They have the whole time from then.
    const isHeld = (id: string) => isHere(id) || (renewed.get(id) ?? 0) > clock.now();
    const over = found.filter((c) => c.disabled_at !== null || !isHeld(c.owner));
    if (over.length === 0) return;
    log.info({ conversations: over.length }, 'leases ran out');
    const results = await Promise.allSettled(
      over.map(({ id, version }) =>
        write({ kind: 'assign', conversationId: id, version, to: null, reason: 'agent_gone' }),
      ),
    );
    for (const result of results) {
      // A refusal: another node was first, or it was closed or transferred meanwhile.
      if (result.status === 'rejected' && !isLostRace(result.reason)) throw result.reason;
    }
  };

  const begin = async () => {
    const rows = await kysely
      .selectFrom('conversation')
      .select('agent_id')
      .distinct()
      .where('workspace_id', '=', workspaceId)
      .where('status', '=', 'active')
      .execute();
    await renew(rows.flatMap(({ agent_id }) => (agent_id === null ? [] : [agent_id])));
  };

  return { begin, renew, look };
}
