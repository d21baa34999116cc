import { performance } from 'node:perf_hooks';
import type { Course } from '#shared/domain/supervision/course.ts';
import type {
  BoardAgent,
  BoardDelta,
  BoardGroup,
  BoardNow,
  BoardRow,
  boardEvents,
} from '#shared/protocol/board.ts';
import { RefusalError } from '#shared/protocol/errors.ts';
import type { Committed, DeskActor, Held } from '../conversations/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/index.ts';
import type { Log } from '../platform/log/index.ts';
import { oneAtATime } from '../platform/one-at-a-time.ts';
import type { Handlers } from '../platform/realtime/index.ts';
import type { Routing } from '../routing/index.ts';
import { createKept } from './board-changes.ts';
import { createCourses } from './board-courses.ts';
import { agentsOf, groupsOf, rowOf } from './board-figures.ts';
import { createPast } from './board-past.ts';

/** What changes is told so often at most. Milliseconds. */
const flushInterval = 100;
/** What is of people and groups is looked at so often while only messages come; at once when somebody or a conversation moves. Milliseconds. */
const figuresInterval = 500;
/** Changes that may be under way to a board: about as much as two seconds. */
const mostUnheard = 24;
/** After the last board has closed everything is kept for so long: mostly somebody looks again. Milliseconds. */
const linger = 60_000;

export type AtBoard = DeskActor & { readonly socketId: string };
export type Boards = ReturnType<typeof createBoards>;

/**
 * The live boards of supervisors (E1). All of them show the same, so what has changed is found out once and written down
 * once, a few times a second, whoever many look: the last state of what changed, and of that the fields that did. Nothing
 * is kept, and nothing computed, while nobody looks.
 *
 * A board that cannot keep up is told nothing until it has said that it has what came before; then it gets the last
 * state of all that it missed. So a slow line delays, and never grows a queue.
 */
export function createBoards(options: {
  readonly database: Pick<Database, 'kysely'>;
  readonly workspaceId: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly known: Pick<Routing['known'], 'board' | 'roster' | 'statuses' | 'presence' | 'plan' | 'pauses'>;
  readonly isConnected: (socketId: string) => boolean;
  readonly tell: (socketIds: readonly string[], delta: BoardDelta) => void;
}) {
  const { database, workspaceId, clock, log, known, isConnected, tell } = options;
  const courses = createCourses(database, workspaceId);
  const past = createPast({ database, workspaceId, clock });
  const rows = createKept<number, BoardRow>();
  const agents = createKept<string, BoardAgent>();
  const groups = createKept<string, BoardGroup>();
  const handles = new Map<string, number>();
  const boards = new Map<string, { sent: number; got: number }>();
  const dirty = new Set<string>();
  let nextHandle = 1;
  let number = 0;
  let state: 'idle' | 'starting' | 'live' = 'idle';
  let emptySince = 0;
  let timer: NodeJS.Timeout | null = null;
  let flushedAt = Number.NEGATIVE_INFINITY;
  /** Something of people or groups may be another; and when that was looked at last. */
  let haveMoved = true;
  let figuresAt = Number.NEGATIVE_INFINITY;
  const failed = (error: unknown) => log.error({ err: error }, 'board not read');

  const schedule = (): void => {
    if (timer !== null || state !== 'live' || boards.size === 0) return;
    timer = setTimeout(flush, Math.max(0, flushedAt + flushInterval - performance.now()));
    timer.unref();
  };

  const handleOf = (id: string): number => {
    const found = handles.get(id) ?? nextHandle++;
    handles.set(id, found);
    return found;
  };

  const fileRow = (id: string, to: number, delta: { rows: BoardDelta['rows']; gone: number[] }): void => {
    const conversation = known.board.seat(id)?.conversation;
    const course = courses.of(id);
    if (conversation !== undefined) past.apply(conversation, course.firstReplyAt);
    const row = conversation === undefined ? null : rowOf(conversation, course);
    if (row !== null) {
      const k = handleOf(id);
      const change = rows.put(k, { k, ...row }, to);
      if (change !== null) delta.rows?.push({ ...change, k });
      return;
    }
    const k = handles.get(id);
    handles.delete(id);
    courses.forget(id);
    if (k !== undefined && rows.remove(k, to)) delta.gone.push(k);
  };

  const serving = (): ReadonlyMap<string, readonly Course[]> => {
    const found = new Map<string, Course[]>();
    for (const { id, agent, status } of rows.all()) {
      if (agent === null || status !== 'active') continue;
      const own = found.get(agent.id);
      if (own === undefined) found.set(agent.id, [courses.of(id)]);
      else own.push(courses.of(id));
    }
    return found;
  };

  /** What is not as it was told last. */
  const changes = (to: number): Omit<BoardDelta, 'from' | 'to' | 'at'> => {
    const delta = { rows: [] as NonNullable<BoardDelta['rows']>, gone: [] as number[] };
    for (const id of dirty) fileRow(id, to, delta);
    dirty.clear();
    if (!haveMoved && performance.now() - figuresAt < figuresInterval) return filled(delta);
    haveMoved = false;
    figuresAt = performance.now();
    const left: string[] = [];
    const renew = <T extends BoardAgent | BoardGroup>(
      kept: ReturnType<typeof createKept<string, T>>,
      now: T[],
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
      agents: renew(agents, agentsOf(known, serving(), past, clock.now())),
      groups: renew(groups, groupsOf(known, past, clock)),
      left,
    });
  };

  /** The last state of all that changed after `from`. */
  const missed = (from: number): BoardDelta => {
    const [row, agent, group] = [rows.since(from), agents.since(from), groups.since(from)];
    const parts = {
      rows: row.changed,
      gone: row.gone,
      agents: agent.changed,
      groups: group.changed,
      left: [...agent.gone, ...group.gone],
    };
    return { from, to: number, at: clock.now(), ...filled(parts) };
  };

  function flush(): void {
    timer = null;
    flushedAt = performance.now();
    const from = number;
    const parts = changes(from + 1);
    if (Object.keys(parts).length > 0) number = from + 1;
    const ready = new Map<number, string[]>();
    for (const [socketId, board] of boards) {
      if (board.sent === number || board.sent - board.got >= mostUnheard) continue;
      const alike = ready.get(board.sent);
      if (alike === undefined) ready.set(board.sent, [socketId]);
      else alike.push(socketId);
      board.sent = number;
    }
    for (const [since, socketIds] of ready)
      tell(socketIds, since === from ? { from, to: number, at: clock.now(), ...parts } : missed(since));
    let oldest = number;
    for (const { sent } of boards.values()) oldest = Math.min(oldest, sent);
    for (const kept of [rows, agents, groups]) kept.forgetGone(oldest);
  }

  const clear = (): void => {
    state = 'idle';
    for (const one of [courses, past, rows, agents, groups, handles, dirty]) one.clear();
  };

  const start = oneAtATime(async () => {
    if (state === 'live') return;
    state = 'starting';
    try {
      const open = known.board.all().filter(({ conversation }) => conversation.status !== 'closed');
      await courses.fill(open.map(({ conversation }) => conversation.id));
      await past.read();
      await courses.catchUp();
    } catch (error) {
      clear();
      throw error;
    }
    for (const { conversation } of known.board.all()) dirty.add(conversation.id);
    haveMoved = true;
    changes(++number);
    state = 'live';
  });

  const catchUp = oneAtATime(async () => {
    for (const id of await courses.catchUp()) dirty.add(id);
    schedule();
  });

  const handlers: Handlers<typeof boardEvents, AtBoard> = {
    'board.open': async ({ socketId }): Promise<BoardNow> => {
      await start.run();
      // Gone while it was read: nobody would ever close its board.
      if (!isConnected(socketId)) throw new RefusalError('unavailable');
      // What is not told yet is told now: nobody begins with less than there is.
      if (timer !== null) clearTimeout(timer);
      haveMoved = true;
      flush();
      boards.set(socketId, { sent: number, got: number });
      return { number, at: clock.now(), rows: rows.all(), agents: agents.all(), groups: groups.all() };
    },
    'board.got': async ({ socketId }, { number: got }) => {
      const board = boards.get(socketId);
      if (board !== undefined && got > board.got && got <= board.sent) board.got = got;
      if (board !== undefined && board.sent < number) schedule();
      return null;
    },
    'board.close': async ({ socketId }) => {
      left(socketId);
      return null;
    },
  };

  const left = (socketId: string): void => {
    if (boards.delete(socketId) && boards.size === 0) emptySince = clock.now();
  };

  return {
    handlers,
    /** Whether anybody looks. */
    isOpen: (): boolean => boards.size > 0,
    /** The socket is gone. */
    left,
    /** Told of every commit of this node, in feed order, once routing knows of it. */
    committed: (committed: readonly Pick<Committed, 'entry' | 'conversation'>[]): void => {
      if (state === 'idle') return;
      let isBehind = false;
      for (const { entry, conversation } of committed) {
        const { id, status } = conversation;
        dirty.add(id);
        // What comes after the end (a rating, wrap-up) is in the row.
        if (status === 'closed' && !handles.has(id)) continue;
        if (!courses.add(entry)) isBehind = true;
      }
      if (isBehind) catchUp.run().catch(failed);
      schedule();
    },
    /** What another node has written, as it is now. */
    foreign: (held: readonly Pick<Held, 'conversation'>[]): void => {
      if (state === 'idle') return;
      for (const { conversation } of held) {
        if (conversation.lastSeq <= courses.of(conversation.id).seq) dirty.add(conversation.id);
        else courses.isBehind(conversation.id, conversation.lastSeq);
      }
      catchUp.run().catch(failed);
    },
    /** Somebody came, went, or is something else. */
    changed: () => {
      haveMoved = true;
      schedule();
    },
    /** Every second: what only time changes. */
    look: async (): Promise<void> => {
      if (state === 'live' && boards.size === 0 && clock.now() - emptySince > linger) clear();
      if (state !== 'live') return;
      await catchUp.run();
      haveMoved = true;
      schedule();
    },
    stop: async (): Promise<void> => {
      if (timer !== null) clearTimeout(timer);
      timer = null;
      boards.clear();
      await Promise.all([start.idle(), catchUp.idle()]);
      clear();
    },
  };
}

/** Without what is empty. */
function filled<T extends Readonly<Record<string, readonly unknown[] | undefined>>>(parts: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(parts).filter(([, part]) => (part?.length ?? 0) > 0),
  ) as Partial<T>;
}
