import type { ConversationRow } from '#shared/ipc/conversations.ts';
import { fill, type Texts } from '../locales/texts.ts';
import { type Notice, preview, titleOf } from '../shell/notices.ts';
import type { Proof } from './reports.ts';

/** What a rung of the ladder says: who waits, how long already, and what they said last. */
export function waitingNotice(row: ConversationRow, proof: Proof, now: number, texts: Texts): Notice {
  const { waiting, minutes, seconds } = texts.notice;
  const { lastMessage } = row.conversation;
  const waited = Math.round((now - proof.since) / 1000);
  const time =
    waited < 60
      ? fill(seconds, { count: `${waited}` })
      : fill(minutes, { count: `${Math.floor(waited / 60)}` });
  return {
    kind: 'waiting',
    importance: 'urgent',
    conversationId: proof.conversationId,
    title: titleOf(row, texts),
    body: fill(waiting, { time, text: preview(lastMessage?.text) ?? '' }),
    entryId: lastMessage?.entryId ?? null,
    proof,
  };
}
