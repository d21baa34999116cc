import { type PageView, withViews } from '#shared/domain/customer/way.ts';
import type { DeskEvents, DeskNews } from '#shared/protocol/desk.ts';
import { RefusalError } from '#shared/protocol/errors.ts';
import type { Page } from '#shared/protocol/fields.ts';
import type { VisitorEvents } from '#shared/protocol/visitor.ts';
import type { DeskActor, Ownership, Reads, VisitorActor } from '../conversations/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/index.ts';
import { oneAtATime } from '../platform/one-at-a-time.ts';
import type { Handlers } from '../platform/realtime/index.ts';
import { cleanAddress } from './address.ts';
import { createAudience } from './audience.ts';
import { beatInterval, createRecords, type Left, type Said, viewOf } from './records.ts';

/** From one page to the next everybody is gone for a moment. Milliseconds. */
const patience = 5000;
/** So far back a look goes: clocks of two nodes are never the same. Milliseconds. */
const overlap = 10_000;

export type Ways = ReturnType<typeof createWays>;

/**
 * The way that customers come: the pages they see, for whoever serves them. What is said is gathered and written once a
 * second, and every node tells what it then finds changed, whoever has written it.
 */
export function createWays(options: {
  readonly database: Database;
  readonly clock: Pick<Clock, 'now'>;
  readonly reads: Pick<Reads, 'held'>;
  readonly isAllowedOrigin: (origin: string) => boolean;
  /** Whether a visitor is connected here. */
  readonly isHere: (visitorId: string) => boolean;
  readonly roomsOf: (conversations: readonly Ownership[]) => string[];
  readonly tell: (rooms: string[], news: DeskNews['way']) => void;
}) {
  const { database, clock, reads, isAllowedOrigin, isHere, roomsOf, tell } = options;
  const records = createRecords(database);
  const audience = createAudience(database);
  let said: Said[] = [];
  let left: Left[] = [];
  /** Where those are who are connected here. */
  const current = new Map<string, string>();
  /** What was told within `overlap`: the moment of its change by id. */
  const told = new Map<string, number>();
  const startedAt = clock.now();
  let beatAt = startedAt + beatInterval;

  /** Throws what a browser has no business to say. */
  const view = (visitorId: string, page: Page, referrer = '', ago = 0): void => {
    const url = cleanAddress(page.url);
    if (url === null) throw new RefusalError({ code: 'bad_request', field: 'page.url' });
    // It is shown as a page of ours, which agents open.
    if (!isAllowedOrigin(url.origin)) throw new RefusalError('origin_refused');
    const from = cleanAddress(referrer);
    const isOther = from !== null && from.host !== url.host && !isAllowedOrigin(from.origin);
    const now = clock.now();
    said.push({
      visitorId,
      url: url.href.slice(0, 2000),
      title: page.title.trim(),
      referrer: isOther ? from.host.slice(0, 255) : null,
      at: now - ago,
      saidAt: now,
    });
  };

  const writing = oneAtATime(async () => {
    const now = clock.now();
    const views = said;
    said = [];
    const over = left.filter(({ visitorId, at }) => at <= now - patience && !isHere(visitorId));
    left = left.filter(({ visitorId, at }) => at > now - patience && !isHere(visitorId));
    for (const { visitorId } of over) current.delete(visitorId);
    if (views.length + over.length === 0) return;
    for (const [visitorId, id] of await records.keep(views, over, now))
      if (isHere(visitorId)) current.set(visitorId, id);
  });

  /** All that was said until now is in the database when it resolves. */
  const written = async () => {
    await writing.run();
    // What came while one was under way already.
    if (said.length > 0) await writing.run();
  };

  const look = async () => {
    await written();
    const now = clock.now();
    if (now >= beatAt) {
      beatAt = now + beatInterval;
      await records.beat([...current.values()], now);
    }
    const since = Math.max(startedAt, now - overlap);
    for (const [id, at] of told) if (at < since) told.delete(id);
    const news = (await records.changedSince(since)).filter((row) => told.get(row.id) !== row.changed_at);
    for (const row of news) told.set(row.id, row.changed_at);
    const changed = new Map<string, PageView[]>();
    for (const row of news)
      changed.set(row.visitor_id, [...(changed.get(row.visitor_id) ?? []), viewOf(row, now)]);
    for (const [visitorId, owned] of await audience.ownerships([...changed.keys()], now))
      if (owned.length > 0) tell(roomsOf(owned), { views: changed.get(visitorId) ?? [] });
  };

  return {
    visitorHandlers: {
      'page.view': async ({ id }, { page, referrer, ago }) => {
        view(id, page, referrer, ago);
        return null;
      },
    } satisfies Handlers<Pick<VisitorEvents, 'page.view'>, VisitorActor>,
    deskHandlers: {
      'way.pull': async (_, { conversationId }) => {
        const held = await reads.held(conversationId);
        if (held === null) throw new RefusalError('not_found');
        await written();
        const now = clock.now();
        const { id } = held.conversation.visitor;
        const rows = await records.of((await audience.browsersOf([id])).get(id) ?? []);
        return {
          views: withViews(
            [],
            rows.map((row) => viewOf(row, now)),
          ),
        };
      },
    } satisfies Handlers<Pick<DeskEvents, 'way.pull'>, DeskActor>,
    /** A connection of theirs has ended. */
    left: (visitorId: string): void => {
      if (!isHere(visitorId)) left.push({ visitorId, at: clock.now() });
    },
    look,
    sweep: oneAtATime(() => records.sweep(clock.now())),
  };
}
