import {
  type Climbs,
  climb,
  type DeskRung,
  type LadderTimes,
  type Waiting,
} from '#shared/domain/alerts/ladder.ts';
import type { ConversationRow } from '#shared/ipc/conversations.ts';
import type { Proof } from './reports.ts';

export type DeskLadder = {
  /** Every second: what is reached now. */
  readonly look: (rows: readonly ConversationRow[], now: number, times: LadderTimes) => void;
  readonly clear: () => void;
};

/** The desk's rungs of the ladder (P18), for what the person at it answers. */
export function createDeskLadder(options: {
  readonly onRung: (row: ConversationRow, rung: DeskRung, proof: Proof) => void;
}): DeskLadder {
  let climbs: Climbs = new Map();
  return {
    look: (rows, now, times) => {
      const byId = new Map(rows.map((row) => [row.conversation.id, row]));
      const step = climb(climbs, rows.flatMap(waitingOf), now, times);
      climbs = step.climbs;
      for (const { id, since, rung } of step.climbed) {
        const row = byId.get(id);
        if (row !== undefined) options.onRung(row, rung, { conversationId: id, since, rung });
      }
    },
    clear: () => {
      climbs = new Map();
    },
  };
}

/** An answer on its way ends the wait here before the hub has it. */
function waitingOf({ conversation, unread, pending }: ConversationRow): Waiting[] {
  const { id, waitingSince, lastMessage, status } = conversation;
  if (waitingSince === null || status !== 'active') return [];
  return [
    {
      id,
      since: waitingSince,
      attended: unread === 0 || pending > 0,
      lastAt: lastMessage?.at ?? waitingSince,
    },
  ];
}
