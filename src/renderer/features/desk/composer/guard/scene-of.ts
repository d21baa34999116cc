import type { ReplyScene } from '#shared/domain/reply-check/check.ts';
import { rowOf } from '../../../../state/conversations.ts';
import { meOf, useDeskApp } from '../../../../state/desk-app.ts';
import { useTranscripts } from '../../../../state/transcripts.ts';

/** What a reply in this conversation is checked against, as far as it is in memory. */
export function sceneOf(id: string): ReplyScene {
  const me = meOf(useDeskApp.getState().account)?.id ?? null;
  const transcript = useTranscripts.getState().byId.get(id);
  const said = (transcript?.entries ?? []).filter(({ body }) => body.kind === 'message');
  const isMine = ({ author }: (typeof said)[number]) => author.kind === 'agent' && author.id === me;
  const lastAnswer = said.findLastIndex(({ author }) => author.kind !== 'visitor');
  return {
    // What is on its way is an answer too; of what is not read yet nothing is known.
    isFirst: transcript?.complete === true && transcript.outgoing.length === 0 && !said.some(isMine),
    customer: rowOf(id)?.conversation.visitor.name ?? null,
    unansweredLines: said
      .slice(lastAnswer + 1)
      .flatMap(({ body }) => (body.kind === 'message' ? [body.text] : [])),
  };
}
