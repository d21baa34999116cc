import { isLed, isPersonLed } from '#shared/domain/supervision/rights.ts';
import type { BoardAgent, BoardDelta, BoardGroup, BoardNow, BoardRow } from '#shared/protocol/board.ts';
import { createKept } from './board-changes.ts';
import type { Led } from './rights.ts';

/** What was found out since the last time; agents and groups are all of them, where they were looked at. */
export type Found = {
  readonly rows: readonly { readonly k: number; readonly row: BoardRow | null }[];
  readonly people: { readonly agents: readonly BoardAgent[]; readonly groups: readonly BoardGroup[] } | null;
};

/** One board of a view: how far it was told, and how far it says it is. */
export type Board = { sent: number; got: number };

export type View = ReturnType<typeof createView>;

/** Views of the same groups are one. */
export function viewKey(led: Led): string {
  return led === null ? '' : `of ${[...led].sort().join()}`;
}

/**
 * The board as those see it who lead the same groups: what it shows, in which of its changes each came to be so, and who looks.
 * What belongs to other groups is not in it, so it cannot be told.
 */
export function createView(led: Led) {
  const rows = createKept<number, BoardRow>();
  const agents = createKept<string, BoardAgent>();
  const groups = createKept<string, BoardGroup>();
  const boards = new Map<string, Board>();
  let number = 0;

  /** Who works for one of the groups, or serves a customer of theirs; of their groups only those. */
  const shownAgents = (all: readonly BoardAgent[]): readonly BoardAgent[] => {
    if (led === null) return all;
    const serving = new Set(rows.all().map(({ agent }) => agent?.id));
    return all.flatMap((one) => {
      if (!isPersonLed(led, one.groups) && !serving.has(one.id)) return [];
      return [{ ...one, groups: one.groups?.filter((id) => led.includes(id)) ?? null }];
    });
  };

  /** What is not as it was told last. */
  const changes = (found: Found, to: number): Omit<BoardDelta, 'from' | 'to' | 'at'> => {
    const delta = { rows: [] as NonNullable<BoardDelta['rows']>, gone: [] as number[] };
    for (const { k, row } of found.rows) {
      if (row !== null && isLed(led, row.group?.id ?? null)) {
        const change = rows.put(k, row, to);
        if (change !== null) delta.rows.push({ ...change, k });
      } else if (rows.remove(k, to)) delta.gone.push(k);
    }
    if (found.people === null) return filled(delta);
    const left: string[] = [];
    const renew = <T extends BoardAgent | BoardGroup>(
      kept: ReturnType<typeof createKept<string, T>>,
      now: readonly T[],
    ) => {
      const ids = new Set(now.map(({ id }) => id));
      for (const id of kept.ids()) if (!ids.has(id) && kept.remove(id, to)) left.push(id);
      return now.flatMap((one) => {
        const change = kept.put(one.id, one, to);
        return change === null ? [] : [{ ...change, id: one.id }];
      });
    };
    return filled({
      ...delta,
      agents: renew(agents, shownAgents(found.people.agents)),
      groups: renew(
        groups,
        found.people.groups.filter(({ id }) => isLed(led, id)),
      ),
      left,
    });
  };

  /** The last state of all that changed after `from`. */
  const missed = (from: number) => {
    const [row, agent, group] = [rows.since(from), agents.since(from), groups.since(from)];
    return filled({
      rows: row.changed,
      gone: row.gone,
      agents: agent.changed,
      groups: group.changed,
      left: [...agent.gone, ...group.gone],
    });
  };

  return {
    boards,
    rows,
    agents,
    groups,
    number: (): number => number,
    now: (at: number): BoardNow => ({
      number,
      at,
      rows: rows.all(),
      agents: agents.all(),
      groups: groups.all(),
    }),
    /** Takes in what was found; answers what each of its boards is to be told, those alike together. */
    take: (
      found: Found,
      at: number,
      mostUnheard: number,
    ): readonly { readonly socketIds: readonly string[]; readonly delta: BoardDelta }[] => {
      const from = number;
      const parts = changes(found, from + 1);
      if (Object.keys(parts).length > 0) number = from + 1;
      const ready = new Map<number, string[]>();
      let oldest = number;
      for (const [socketId, board] of boards) {
        if (board.sent !== number && board.sent - board.got < mostUnheard) {
          const alike = ready.get(board.sent);
          if (alike === undefined) ready.set(board.sent, [socketId]);
          else alike.push(socketId);
          board.sent = number;
        }
        oldest = Math.min(oldest, board.sent);
      }
      const told = [...ready].map(([since, socketIds]) => ({
        socketIds,
        delta: { from: since, to: number, at, ...(since === from ? parts : missed(since)) },
      }));
      for (const kept of [rows, agents, groups]) kept.forgetGone(oldest);
      return told;
    },
    clear: (): void => {
      for (const kept of [rows, agents, groups]) kept.clear();
    },
  };
}

/** Without what is empty. */
function filled<T extends Readonly<Record<string, readonly unknown[] | undefined>>>(parts: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(parts).filter(([, part]) => (part?.length ?? 0) > 0),
  ) as Partial<T>;
}
