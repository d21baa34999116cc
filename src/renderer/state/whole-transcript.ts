import { useEffect, useState } from 'react';
import type { Conversation } from '#shared/domain/conversation.ts';
import type { Entry } from '#shared/domain/entry.ts';
import type { Refusal } from '#shared/protocol/errors.ts';
import { call, refusedWith } from '../bridge/bridge.ts';
import { useDeskApp } from './desk-app.ts';

const page = 200;

export type WholeTranscript = {
  readonly conversation: Conversation | null;
  /** From the first line on, without a gap, as far as it has come. */
  readonly entries: readonly Entry[];
  readonly complete: boolean;
  readonly refusal: Refusal | null;
};

const nothing: WholeTranscript = { conversation: null, entries: [], complete: false, refusal: null };

/** All lines of a conversation, page by page from its beginning, for who looks at it as a whole. Nothing of it is kept. */
export function useWholeTranscript(conversationId: string): WholeTranscript {
  const [read, setRead] = useState<WholeTranscript>(nothing);
  const isConnected = useDeskApp((s) => s.connection.state === 'connected');
  // biome-ignore lint/correctness/useExhaustiveDependencies: read on with a line that is back
  useEffect(() => {
    let isWanted = true;
    const readOn = async (before: readonly Entry[]) => {
      let entries = before;
      try {
        for (;;) {
          const from = (entries.at(-1)?.seq ?? 0) + 1;
          const found = await call('transcript.lines', { conversationId, from, to: from + page - 1 });
          if (!isWanted) return;
          const { conversation } = found;
          entries = [...entries, ...found.entries];
          // Nothing came although there is more: the next look is another one's.
          const complete = (entries.at(-1)?.seq ?? 0) >= conversation.lastSeq || found.entries.length === 0;
          setRead({ conversation, entries, complete, refusal: null });
          if (complete) return;
        }
      } catch (error) {
        if (isWanted) setRead((last) => ({ ...last, refusal: refusedWith(error) }));
      }
    };
    setRead((last) => (last.conversation?.id === conversationId ? last : nothing));
    void readOn(read.conversation?.id === conversationId && !read.complete ? read.entries : []);
    return () => {
      isWanted = false;
    };
  }, [conversationId, isConnected]);
  return read;
}
