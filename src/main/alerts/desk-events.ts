import { type OverLimit, queuesOver } from '#shared/domain/alerts/queues.ts';
import type { Clock } from '#shared/domain/clock.ts';
import type { AlertCall } from '#shared/protocol/alerts.ts';
import { fill, type Texts } from '../locales/texts.ts';
import type { Notice } from '../shell/notices.ts';

/** A line that is back by then was no news. Milliseconds. */
const linePatience = 10_000;

export type DeskEvents = {
  readonly line: (isUp: boolean) => void;
  readonly queues: (
    groups: readonly { readonly id: string; readonly name: string; readonly waiting: number }[],
    own: readonly string[] | null,
  ) => void;
  /** All waits of colleagues' customers that the person was told of and that are not over. */
  readonly calls: (calls: readonly AlertCall[], mayOpen: boolean) => void;
  /** Somebody else sits there. */
  readonly clear: () => void;
};

/** What is to be told of that is about no message: the line, the queues, colleagues. */
export function followDesk(options: {
  readonly clock: Clock;
  readonly texts: () => Texts;
  readonly queueLimit: () => number;
  readonly raise: (notice: Notice) => void;
  /** A wait is over: what was said of it goes. */
  readonly onOver: (call: AlertCall) => void;
}): DeskEvents {
  const { clock, texts, queueLimit, raise, onOver } = options;
  let over: OverLimit = new Set();
  let isConnected = false;
  let cancelLine: (() => void) | null = null;
  let known = new Map<string, AlertCall>();

  function endLine(): void {
    cancelLine?.();
    cancelLine = null;
  }

  return {
    line: (isUp) => {
      const was = isConnected;
      isConnected = isUp;
      if (isUp) endLine();
      if (isUp || !was || cancelLine !== null) return;
      cancelLine = clock.after(linePatience, () => {
        cancelLine = null;
        const { lineTitle, lineBody } = texts().notice;
        raise(aboutDesk('line', lineTitle, lineBody));
      });
    },
    queues: (groups, own) => {
      const mine = groups.filter(({ id }) => own === null || own.includes(id));
      const found = queuesOver(over, mine, queueLimit());
      over = found.over;
      for (const { id, name, waiting } of mine) {
        if (!found.crossed.includes(id)) continue;
        const { queueTitle, queueBody } = texts().notice;
        const title = fill(queueTitle, { count: `${waiting}`, group: name });
        raise(aboutDesk('queue', title, fill(queueBody, { limit: `${queueLimit()}` })));
      }
    },
    calls: (calls, mayOpen) => {
      const next = new Map(calls.map((call) => [call.conversationId, call]));
      for (const [id, call] of known) if (next.get(id)?.since !== call.since) onOver(call);
      for (const [id, call] of next) {
        const before = known.get(id);
        if (before?.since === call.since && before.rung === call.rung) continue;
        raise(noticeOf(call, mayOpen, texts()));
      }
      known = next;
    },
    clear: () => {
      over = new Set();
      known = new Map();
      isConnected = false;
      endLine();
    },
  };
}

function noticeOf(call: AlertCall, mayOpen: boolean, texts: Texts): Notice {
  const { conversationId, since, rung, agent, group, customer } = call;
  const { callTitle, callBody, callBodyGroup } = texts.notice;
  const title = fill(callTitle, { agent: agent.name });
  const who = customer ?? texts.notice.aCustomer;
  return {
    kind: 'colleague',
    importance: rung === 'supervisor' ? 'urgent' : 'high',
    // Who may not see it has nothing to open.
    conversationId: mayOpen ? conversationId : null,
    title,
    body: group === null ? fill(callBody, { who }) : fill(callBodyGroup, { who, group: group.name }),
    entryId: null,
    proof: { conversationId, since, rung },
  };
}

export function aboutDesk(kind: Notice['kind'], title: string, body: string): Notice {
  return { kind, importance: 'normal', conversationId: null, title, body, entryId: null };
}
