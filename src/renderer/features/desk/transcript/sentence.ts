import { useLingui } from '@lingui/react/macro';
import type { Filed } from '#shared/domain/customer/filing.ts';
import { assertNever, type Entry, type EntryBody } from '#shared/domain/entry.ts';
import { meOf, useDeskApp } from '../../../state/desk-app.ts';
import { fullText } from '../../../ui/time.ts';
import { useDispositionText } from '../use-disposition-text.ts';
import { useHandOverSentence } from './hand-over-sentence.ts';

/** What happened to the conversation, in a sentence; empty for what stands there in another form. */
export function useSentence({ body, author }: Entry): string {
  const { t } = useLingui();
  const me = useDeskApp((s) => meOf(s.account)?.id ?? null);
  const assignment = useAssignment(me);
  const handOver = useHandOverSentence(me);
  const filing = useFiling();
  const name = author.name;
  switch (body.kind) {
    case 'opened': {
      const page = body.page?.title ?? '';
      const chosen = body.agent?.name ?? '';
      if (chosen !== '') return t`The customer began the conversation and chose ${chosen}`;
      return page === ''
        ? t`The customer began the conversation`
        : t`The customer began the conversation on “${page}”`;
    }
    case 'closed':
      if (author.kind !== 'agent') return t`The conversation was closed`;
      return author.id === me ? t`You closed the conversation` : t`${name} closed the conversation`;
    case 'assigned':
      return assignment(body, author.name, author.id === me);
    case 'message_left':
      return t`The customer left a message`;
    case 'rating_asked':
      return t`The customer is asked how the service was`;
    case 'rated':
      return '';
    case 'wrapped':
      if (body.lapsed === true) return t`The time for wrap-up is over; nothing was filed`;
      if (body.filed !== undefined) return filing(body.filed, author.name, author.id === me);
      return author.id === me ? t`Your wrap-up is done` : t`The wrap-up is done`;
    case 'routed': {
      const group = body.group.name;
      const { priority, rule } = body;
      const to = priority > 0 ? t`Goes to ${group}, priority ${priority}` : t`Goes to ${group}`;
      return rule === null ? to : t`${to} (rule “${rule}”)`;
    }
    case 'offered':
    case 'offer_ended':
    case 'joined':
    case 'left':
      return handOver(body);
    case 'message':
    case 'note':
    case 'edited':
    case 'recalled':
      return '';
    default:
      return assertNever(body);
  }
}

/** What was filed, as far as it has a place in one line. */
function useFiling(): (filed: Filed, by: string, byMe: boolean) => string {
  const { i18n, t } = useLingui();
  const textOf = useDispositionText();
  return ({ disposition, summary, nextContactAt }, by, byMe) => {
    const parts = [
      disposition === null ? '' : textOf(disposition),
      summary.slice(0, 200),
      nextContactAt === null ? '' : t`next contact ${fullText(nextContactAt, i18n.locale)}`,
    ].filter((part) => part !== '');
    const said = parts.join(' · ');
    if (said === '') return byMe ? t`You filed the wrap-up` : t`${by} filed the wrap-up`;
    return byMe ? t`You filed: ${said}` : t`${by} filed: ${said}`;
  };
}

type Assigned = Extract<EntryBody, { kind: 'assigned' }>;

function useAssignment(me: string | null): (body: Assigned, by: string, byMe: boolean) => string {
  const { t } = useLingui();
  return ({ from, to, reason, group }, by, byMe) => {
    const leaver = from?.name ?? '';
    if (to === null) {
      const queue = group?.name ?? '';
      if (reason === 'transferred') {
        if (byMe) return t`You put it into the queue of ${queue}`;
        return t`${by} put it into the queue of ${queue}`;
      }
      return t`${leaver} is gone: back in the queue`;
    }
    const taker = to.name;
    const isMine = to.id === me;
    switch (reason) {
      case 'taken':
        return isMine ? t`You took the conversation` : t`${taker} took the conversation`;
      case 'accepted':
        return isMine ? t`You accepted the conversation` : t`${taker} accepted the conversation`;
      case 'agent_gone':
        return isMine ? t`${leaver} is gone: now yours` : t`${leaver} is gone: now with ${taker}`;
      case 'transferred':
        if (leaver === '') return isMine ? t`${by} gave it to you` : t`${by} gave it to ${taker}`;
        return isMine ? t`Transferred from ${leaver} to you` : t`Transferred from ${leaver} to ${taker}`;
      case 'sticky':
        return isMine
          ? t`Assigned to you, who served this customer before`
          : t`Assigned to ${taker}, who served this customer before`;
      case 'chosen':
        return isMine
          ? t`Assigned to you, whom the customer chose`
          : t`Assigned to ${taker}, whom the customer chose`;
      case 'least_loaded':
        return isMine ? t`Assigned to you, least loaded` : t`Assigned to ${taker}, least loaded`;
      case 'longest_idle':
        return isMine
          ? t`Assigned to you, longest without work`
          : t`Assigned to ${taker}, longest without work`;
      case 'round_robin':
        return isMine ? t`Assigned to you, in turn` : t`Assigned to ${taker}, in turn`;
      default:
        return assertNever(reason);
    }
  };
}
