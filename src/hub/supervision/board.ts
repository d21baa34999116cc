import { performance } from 'node:perf_hooks';
import type { Course } from '#shared/domain/supervision/course.ts';
import { isLed } from '#shared/domain/supervision/rights.ts';
import type { BoardDelta, BoardNow, boardEvents } from '#shared/protocol/board.ts';
import { RefusalError } from '#shared/protocol/errors.ts';
import type { Committed, DeskActor, Held } from '../conversations/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/index.ts';
import type { Log } from '../platform/log/index.ts';
import { oneAtATime } from '../platform/one-at-a-time.ts';
import type { Handlers } from '../platform/realtime/index.ts';
import type { Routing } from '../routing/index.ts';
import { createCourses } from './board-courses.ts';
import { agentsOf, groupsOf, rowOf } from './board-figures.ts';
import { createPast } from './board-past.ts';
import { createView, type Found, type View, viewKey } from './board-view.ts';
import type { Led } from './rights.ts';

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
 * The live boards of supervisors (E1). What has changed is found out once, a few times a second, and written down once for all who
 * lead the same groups, however many look: the last state of what changed, and of that the fields that did. Nothing
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
  /** Groups that somebody leads now: of others their board shows nothing. */
  readonly led: (person: AtBoard['person']) => Led;
  readonly isConnected: (socketId: string) => boolean;
  readonly tell: (socketIds: readonly string[], delta: BoardDelta) => void;
}) {
  const { database, workspaceId, clock, log, known, led, isConnected, tell } = options;
  const courses = createCourses(database, workspaceId);
  const past = createPast({ database, workspaceId, clock });
  /** What is on the board of who leads all; by this the others are filled. */
  const whole = createView(null);
  const views = new Map<string, View>([[viewKey(null), whole]]);
  /** By socket: who looks, and at which view. */
  const looking = new Map<string, { readonly person: AtBoard['person']; readonly key: string }>();
  const handles = new Map<string, number>();
  const dirty = new Set<string>();
  let nextHandle = 1;
  let state: 'idle' | 'starting' | 'live' = 'idle';
  let emptySince = 0;
  let timer: NodeJS.Timeout | null = null;
  let flushedAt = Number.NEGATIVE_INFINITY;
  /** Something of people or groups may be another; and when that was looked at last. */
  let haveMoved = true;
  let figuresAt = Number.NEGATIVE_INFINITY;
  const failed = (error: unknown) => log.error({ err: error }, 'board not read');

  const schedule = (): void => {
    if (timer !== null || state !== 'live' || looking.size === 0) return;
    timer = setTimeout(flush, Math.max(0, flushedAt + flushInterval - performance.now()));
    timer.unref();
  };

  const handleOf = (id: string): number => {
    const found = handles.get(id) ?? nextHandle++;
    handles.set(id, found);
    return found;
  };

  const found = (id: string): Found['rows'] => {
    const conversation = known.board.seat(id)?.conversation;
    const course = courses.of(id);
    if (conversation !== undefined) past.apply(conversation, course.firstReplyAt);
    const row = conversation === undefined ? null : rowOf(conversation, course);
    if (row !== null) {
      const k = handleOf(id);
      return [{ k, row: { k, ...row } }];
    }
    const k = handles.get(id);
    handles.delete(id);
    courses.forget(id);
    return k === undefined ? [] : [{ k, row: null }];
  };

  const serving = (): ReadonlyMap<string, readonly Course[]> => {
    const found = new Map<string, Course[]>();
    for (const { id, agent } of known.board.served()) {
      if (agent === null) continue;
      const own = found.get(agent.id);
      if (own === undefined) found.set(agent.id, [courses.of(id)]);
      else own.push(courses.of(id));
    }
    return found;
  };

  const findOut = (): Found => {
    const rows = [...dirty].flatMap(found);
    dirty.clear();
    if (!haveMoved && performance.now() - figuresAt < figuresInterval) return { rows, people: null };
    haveMoved = false;
    figuresAt = performance.now();
    const people = {
      agents: agentsOf(known, serving(), past, clock.now()),
      groups: groupsOf(known, past, clock),
    };
    return { rows, people };
  };

  /** Who leads other groups by now is told nothing of those they led; their desk is sent through the door (`scopes.ts`). */
  const dropOthers = (): void => {
    for (const [socketId, { person, key }] of looking) if (viewKey(led(person)) !== key) left(socketId);
  };

  function flush(): void {
    timer = null;
    flushedAt = performance.now();
    dropOthers();
    const now = findOut();
    const at = clock.now();
    for (const view of views.values())
      for (const { socketIds, delta } of view.take(now, at, mostUnheard)) tell(socketIds, delta);
  }

  const clear = (): void => {
    state = 'idle';
    for (const key of [...views.keys()]) if (key !== viewKey(null)) views.delete(key);
    for (const one of [courses, past, whole, handles, dirty]) one.clear();
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
    whole.take(findOut(), clock.now(), mostUnheard);
    state = 'live';
  });

  const catchUp = oneAtATime(async () => {
    for (const id of await courses.catchUp()) dirty.add(id);
    schedule();
  });

  const handlers: Handlers<typeof boardEvents, AtBoard> = {
    'board.open': async ({ socketId, person }): Promise<BoardNow> => {
      await start.run();
      // Gone while it was read: nobody would ever close its board.
      if (!isConnected(socketId)) throw new RefusalError('unavailable');
      // What is not told yet is told now: nobody begins with less than there is.
      if (timer !== null) clearTimeout(timer);
      haveMoved = true;
      flush();
      left(socketId);
      const groups = led(person);
      const view = viewOf(groups);
      looking.set(socketId, { person, key: viewKey(groups) });
      view.boards.set(socketId, { sent: view.number(), got: view.number() });
      return view.now(clock.now());
    },
    'board.got': async ({ socketId }, { number: got }) => {
      const view = views.get(looking.get(socketId)?.key ?? '');
      const board = view?.boards.get(socketId);
      if (view === undefined || board === undefined) return null;
      if (got > board.got && got <= board.sent) board.got = got;
      if (board.sent < view.number()) schedule();
      return null;
    },
    'board.level': async ({ person }, { groupId }) => {
      const groups = led(person);
      const group = known.plan().groups.find(({ id }) => id === groupId);
      if (group === undefined || !isLed(groups, groupId)) throw new RefusalError('not_found');
      if (state !== 'live') emptySince = clock.now();
      await start.run();
      // What is not taken in yet is taken in now.
      await catchUp.run();
      if (timer !== null) clearTimeout(timer);
      flush();
      return past.behind(groupId, group.serviceLevel.within);
    },
    'board.close': async ({ socketId }) => {
      left(socketId);
      return null;
    },
  };

  /** Made of the whole one where nobody looks at it yet. */
  const viewOf = (groups: Led): View => {
    const key = viewKey(groups);
    const there = views.get(key);
    if (there !== undefined) return there;
    const view = createView(groups);
    const people = { agents: whole.agents.all(), groups: whole.groups.all() };
    const rows = whole.rows.all().map((row) => ({ k: row.k, row }));
    view.take({ rows, people }, clock.now(), mostUnheard);
    views.set(key, view);
    return view;
  };

  function left(socketId: string): void {
    const key = looking.get(socketId)?.key;
    if (key === undefined) return;
    looking.delete(socketId);
    const view = views.get(key);
    view?.boards.delete(socketId);
    if (view?.boards.size === 0 && view !== whole) views.delete(key);
    if (looking.size === 0) emptySince = clock.now();
  }

  return {
    handlers,
    /** Whether anybody looks. */
    isOpen: (): boolean => looking.size > 0,
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
      if (state === 'live' && looking.size === 0 && clock.now() - emptySince > linger) clear();
      if (state !== 'live') return;
      await catchUp.run();
      haveMoved = true;
      schedule();
    },
    stop: async (): Promise<void> => {
      if (timer !== null) clearTimeout(timer);
      timer = null;
      for (const socketId of [...looking.keys()]) left(socketId);
      await Promise.all([start.idle(), catchUp.idle()]);
      clear();
    },
  };
}
