import type { Conversation } from '#shared/domain/conversation.ts';
import type { Mark, Seen } from '#shared/protocol/desk.ts';
import { RefusalError } from '#shared/protocol/errors.ts';
import type { Me } from '#shared/protocol/handshake.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/index.ts';
import type { Log } from '../platform/log/index.ts';
import { deskHandlers, type House, type OnTyping, visitorHandlers } from './handlers.ts';
import { setMark } from './marks.ts';
import { createReads } from './reads.ts';
import { checkScope } from './scope.ts';
import { createSeenMarks } from './seen.ts';
import { mayRead, ownershipOf } from './visibility.ts';
import { createWriter } from './writer.ts';
import type { Committed, Held } from './writes.ts';

export { unsaidFor } from './attach.ts';
export { deskParcels, type Overseer, overRoom, roomsOfReader } from './audience.ts';
export type { DeskActor, House, VisitorActor } from './handlers.ts';
export { createLapses } from './lapses.ts';
export { type Reads, toPublicConversation } from './reads.ts';
export { createStanding, type Standing } from './standing.ts';
export {
  isIn,
  mayRead,
  type Ownership,
  overseenBy,
  ownershipOf,
  type Reader,
  whyNotSpeak,
} from './visibility.ts';
export type { Committed, Held, Write } from './writes.ts';

export type Conversations = ReturnType<typeof createConversations>;

/** The transcripts: the one place that writes entries, and who may read them. */
export function createConversations(options: {
  readonly database: Database;
  readonly workspaceId: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly maxBatch?: number | undefined;
  /** 0, or the milliseconds until staff may write in the conversation again (P15). */
  readonly admit?: (conversationId: string) => number;
  readonly onCommitted: (committed: readonly Committed[]) => void;
  readonly onMark: (personId: string, mark: Mark) => void;
  readonly onTyping?: OnTyping;
  /** The customer has read so far. */
  readonly onSeen?: (held: Held, seen: Seen) => void;
  /** Who serves the conversation has read so far of what its customer may see. */
  readonly onHouseSeen?: (conversation: Conversation, publicSeq: number) => void;
  readonly house: House;
}) {
  const {
    database,
    workspaceId,
    clock,
    onMark,
    house,
    admit = () => 0,
    onTyping = () => undefined,
    onSeen = () => undefined,
    onHouseSeen = () => undefined,
  } = options;
  const writer = createWriter(options);
  const reads = createReads(database, workspaceId, clock);
  const mark = async (personId: string, wanted: Mark, serves: boolean) => {
    const set = await setMark(database, clock, personId, wanted, serves);
    onMark(personId, set);
    return set;
  };
  const seen = createSeenMarks(database, clock);
  const setSeen = async (held: Held, wanted: Seen) => {
    const set = await seen.set(wanted);
    onSeen(held, set);
    return set;
  };
  return {
    reads,
    write: writer.write,
    drain: writer.drain,
    checkScope: checkScope.bind(null, reads),
    /** Rejects with a refusal unless that person may read the conversation. */
    mayRead: async (person: Me, conversationId: string): Promise<void> => {
      const held = await reads.held(conversationId);
      if (held === null || !mayRead(person, ownershipOf(held))) throw new RefusalError('not_found');
    },
    deskHandlers: deskHandlers({ reads, writer, admit, setMark: mark, seen, onTyping, onHouseSeen, house }),
    visitorHandlers: visitorHandlers({ reads, writer, seen, setSeen, onTyping, house }),
  };
}
