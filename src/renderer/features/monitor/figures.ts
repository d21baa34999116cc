import { waitsSince } from '#shared/domain/supervision/risk.ts';
import type { BoardRow } from '#shared/protocol/board.ts';

/** What is counted from the conversations themselves. */
export type Figures = {
  /** In a queue, and since when the longest is. */
  readonly queued: number;
  readonly queuedSince: number | null;
  /** Somebody has them. */
  readonly served: number;
  /** Since when the customer has waited who has waited longest, in a queue or for an answer. */
  readonly waitsSince: number | null;
  readonly trouble: number;
};

export const noFigures: Figures = { queued: 0, queuedSince: null, served: 0, waitsSince: null, trouble: 0 };

export type AllFigures = {
  readonly all: Figures;
  readonly groups: ReadonlyMap<string, Figures>;
  readonly agents: ReadonlyMap<string, Figures>;
};

/** Of everything, of each group and of each agent, in one go. Messages that were left count as served, where somebody has them, and never as waiting. */
export function figuresOf(rows: Iterable<BoardRow>): AllFigures {
  let all = noFigures;
  const groups = new Map<string, Figures>();
  const agents = new Map<string, Figures>();
  for (const row of rows) {
    all = withRow(all, row);
    if (row.group !== null) groups.set(row.group.id, withRow(groups.get(row.group.id) ?? noFigures, row));
    if (row.agent !== null && row.status === 'active')
      agents.set(row.agent.id, withRow(agents.get(row.agent.id) ?? noFigures, row));
  }
  return { all, groups, agents };
}

function withRow(of: Figures, row: BoardRow): Figures {
  const isQueued = row.kind === 'live' && row.status === 'queued';
  return {
    queued: of.queued + (isQueued ? 1 : 0),
    queuedSince: isQueued ? earlier(of.queuedSince, row.queued ?? row.opened) : of.queuedSince,
    served: of.served + (row.status === 'active' ? 1 : 0),
    waitsSince: earlier(of.waitsSince, waitsSince(row)),
    trouble: of.trouble + (row.trouble === 0 ? 0 : 1),
  };
}

function earlier(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return Math.min(a, b);
}

/** A share as whole per cent, rounded down: 100 is said only of all. Null of nothing. */
export function levelPercent({
  met,
  decided,
}: {
  readonly met: number;
  readonly decided: number;
}): number | null {
  return decided === 0 ? null : Math.floor((met / decided) * 100);
}

export type LevelTone = 'none' | 'good' | 'near' | 'missed';

/** How a service level stands to what was promised: within ten points of it is near. */
export function levelTone(percent: number | null, promised: number): LevelTone {
  if (percent === null) return 'none';
  if (percent >= promised) return 'good';
  return percent >= promised - 10 ? 'near' : 'missed';
}
