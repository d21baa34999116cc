import type { DeskNews } from '#shared/protocol/desk.ts';
import type { Me } from '#shared/protocol/handshake.ts';
import type { Committed, Conversations, DeskActor, House } from '../conversations/index.ts';
import type { Audit } from '../platform/access/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/index.ts';
import type { Routing } from '../routing/index.ts';
import { createFound } from './found.ts';
import { guarded } from './guarded.ts';
import { createHandlers } from './handlers.ts';
import type { StepRights } from './rights.ts';
import { createScopes } from './scopes.ts';
import { createTrail } from './trail.ts';
import { createWatchers } from './watchers.ts';

export { type AtBoard, type Boards, createBoards } from './board.ts';
export { createStepRights, type LeadsSome, type Led } from './rights.ts';
export { roomsOfLed } from './scopes.ts';

export type Supervision = ReturnType<typeof createSupervision>;

/** Stepping into the work of others (E2). */
export function createSupervision(options: {
  readonly database: Database;
  readonly clock: Clock;
  readonly conversations: Conversations;
  readonly routing: Routing & { readonly house: House };
  readonly audit: Pick<Audit, 'changed'>;
  readonly rights: StepRights;
  readonly tell: (personId: string, news: DeskNews['watched']) => void;
  /** That sign-in sees another part of the house from now on. */
  readonly rescope: (sessionId: string) => void;
  readonly failed: (error: unknown) => void;
}) {
  const { database, clock, conversations, routing, rights, tell, rescope, failed } = options;
  const { reads, write } = conversations;
  const trail = createTrail(options.audit);
  const watchers = createWatchers({ database, clock, reads, rights, trail, tell });
  const handlers = createHandlers({ routing, house: routing.house, rights, trail, watchers, write });
  const scopes = createScopes({ rights, rescope });
  return {
    asReader: async (me: Me) => {
      // Created a moment ago, they are not known yet.
      await routing.known.roster.arrived(me);
      return scopes.asReader(me);
    },
    roomsOf: scopes.roomsOf,
    joined: scopes.joined,
    overseers: scopes.overseers,
    handlers: { ...handlers, ...guarded({ conversations, rights, trail, watchers }) },
    /** Lines of a conversation of others leave for them. */
    read: watchers.read,
    /** Something was found in conversations of others, and leaves for them. */
    found: createFound(clock, trail),
    toldTo: watchers.toldTo,
    left: (actor: DeskActor): void => {
      scopes.left(actor);
      watchers.left(actor).catch(failed);
    },
    /** Told of every commit of this node. */
    committed: (committed: readonly Committed[]): void => {
      for (const { conversation, before } of committed)
        if (before !== null && before.version !== conversation.version)
          watchers.moved(conversation.id).catch(failed);
    },
    /** Every second. */
    look: async (): Promise<void> => {
      scopes.look();
      await watchers.look();
    },
  };
}
