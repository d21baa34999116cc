import type { DeskNews } from '#shared/protocol/desk.ts';
import type { Page } from '#shared/protocol/fields.ts';
import type { QueueState, Service } from '#shared/protocol/service.ts';
import type { VisitorNews } from '#shared/protocol/visitor.ts';
import type { Reader, VisitorActor } from '../conversations/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/index.ts';
import { createColleagues } from './colleagues.ts';
import { seedFlows } from './flow-seed.ts';
import { createFlows } from './flows.ts';
import { createPlaces } from './places.ts';
import type { Plans } from './plans.ts';
import type { Routing } from './routing.ts';
import { createServices } from './service.ts';

/** A visitor with the page they came with. */
export type AtDoor = VisitorActor & { readonly page: Page | null };

export type Front = Awaited<ReturnType<typeof createFront>>;

/** What desks and customers are told of who is there and who waits. Nothing of it decides anything. */
export async function createFront(options: {
  readonly database: Database;
  readonly workspaceId: string;
  readonly clock: Clock;
  readonly routing: Pick<Routing, 'known' | 'onMove' | 'onChange'>;
  readonly plans: Pick<Plans, 'onChange'>;
  readonly isVisitorHere: (visitorId: string) => boolean;
  readonly tellDesks: (rooms: string[], event: 'colleagues', news: DeskNews['colleagues']) => void;
  readonly tellVisitors: <E extends 'queue' | 'service'>(
    rooms: string[],
    event: E,
    news: VisitorNews[E],
  ) => void;
  /** A socket of this node is in other rooms from now on. */
  readonly move: (socketId: string, from: string, to: string) => void;
}) {
  const { database, clock, routing, plans, isVisitorHere, tellDesks, tellVisitors, move } = options;
  const { board, pasts, plan, pauses, presence } = routing.known;
  const roomOf = (groupId: string) => `service:${groupId}`;

  const colleagues = createColleagues({ clock, ...routing.known, tellDesks });
  const flows = createFlows({ board, plan, agents: presence.everywhere });
  const places = createPlaces({
    clock,
    plan,
    pauses,
    board,
    pasts,
    flows,
    isHere: isVisitorHere,
    tellVisitor: (visitorId, event, news) => tellVisitors([`visitor:${visitorId}`], event, news),
  });
  const services = createServices({
    database,
    clock,
    ...routing.known,
    tellGroup: (groupId, service) => tellVisitors([roomOf(groupId)], 'service', { service }),
    move: (socketId, from, to) => move(socketId, roomOf(from), roomOf(to)),
  });
  await seedFlows({ ...options, ...routing.known, seed: flows.seed });
  routing.onMove((one) => {
    flows.moved(one);
    places.moved();
  });
  routing.onChange(colleagues.changed);
  const stopListening = plans.onChange(services.planChanged);

  return {
    colleagues: (reader: Reader): DeskNews['colleagues'] => colleagues.pull(reader),
    /** What they can expect, and where they are in the queue. They hear of changes until `left`. */
    greet: async ({
      id,
      socketId,
      visitor,
      page,
    }: AtDoor): Promise<{ service: Service; queue: QueueState | null }> => {
      const at = { visitorId: id, page: page?.url ?? null, language: visitor.locale };
      const groupId = await services.came(socketId, at);
      move(socketId, '', roomOf(groupId));
      return { service: services.of(groupId), queue: places.of(id) };
    },
    joined: ({ socketId }: AtDoor): void => services.arrived(socketId),
    /** Where this visitor is in the queue, null in none. */
    placeOf: places.of,
    left: ({ socketId }: AtDoor): void => services.left(socketId),
    /** Every second. */
    look: async (): Promise<void> => {
      const now = clock.now();
      flows.look(now);
      colleagues.look();
      services.look();
      await places.look();
    },
    stop: stopListening,
  };
}
