import type { Visitor } from '#shared/domain/conversation.ts';
import type { Entry, OfferEnd, OfferKind } from '#shared/domain/entry.ts';
import type { ConversationRow } from '#shared/ipc/conversations.ts';
import type { Refusal } from '#shared/protocol/errors.ts';
import { call, refusedWith } from '../bridge/bridge.ts';
import { rowOf, useConversations } from './conversations.ts';
import { meOf, useDeskApp } from './desk-app.ts';
import { dismissNotice, notice } from './notices.ts';
import { createSlice } from './slice.ts';
import { openTab, useTabs } from './tabs.ts';

/** What one was asked and is no longer, without having said anything to it. */
export type EndedOffer = {
  readonly conversationId: string;
  /** Kept here: whoever has it now may be the only one to read it. */
  readonly visitor: Visitor;
  readonly entryId: string;
  readonly how: OfferKind;
  /** `taken`: by somebody else. */
  readonly because: Exclude<OfferEnd, 'declined'> | 'taken';
  /** Who has it now, with `taken`. */
  readonly by: string;
};

type Offers = {
  /** The last one, until it is read and put away. */
  readonly ended: EndedOffer | null;
  /** Answers on their way, by conversation. */
  readonly answering: ReadonlySet<string>;
};

export const useOffers = createSlice<Offers>({ ended: null, answering: new Set() });

/** Entries that came: one of them may end what one is asked, and say why. */
export function noticeOffers(conversationId: string, entries: readonly Entry[]): void {
  const meId = meOf(useDeskApp.getState().account)?.id;
  const visitor = rowOf(conversationId)?.conversation.visitor;
  if (meId === undefined || visitor === undefined) return;
  for (const { id: entryId, body } of entries) {
    const before = useOffers.getState().ended;
    const about = { conversationId, visitor, entryId };
    if (body.kind === 'offer_ended' && body.to.id === meId && body.because !== 'declined') {
      const ended = { ...about, how: body.how, because: body.because, by: '' };
      useOffers.setState({ ended });
    } else if (body.kind === 'offered' && body.to.id === meId && before?.conversationId === conversationId) {
      useOffers.setState({ ended: null });
    }
  }
}

/** Rows that came, before they are kept: what one was asked somebody else has taken. */
export function noticeTaken(rows: readonly ConversationRow[]): void {
  const meId = meOf(useDeskApp.getState().account)?.id;
  for (const { conversation } of rows) {
    const { id, visitor, agent, offer, version } = conversation;
    const before = rowOf(id)?.conversation;
    if (before?.offer == null || before.offer.to.id !== meId || offer !== null) continue;
    if (agent === null || agent.id === meId || agent.id === before.agent?.id) continue;
    const { how } = before.offer;
    useOffers.setState({
      ended: { conversationId: id, visitor, entryId: `${version}`, how, because: 'taken', by: agent.name },
    });
  }
}

export function dismissEnded(): void {
  useOffers.setState({ ended: null });
}

/** Answers what one is asked; whoever accepts has it before them. */
export async function answerOffer(id: string, answer: 'accept' | 'decline'): Promise<void> {
  const row = rowOf(id);
  if (row === undefined || useOffers.getState().answering.has(id)) return;
  dismissNotice(id);
  setAnswering(id, true);
  try {
    await call(`offers.${answer}`, { conversationId: id, version: row.conversation.version });
    if (answer === 'accept') openTab(id);
  } catch (error) {
    refuse(id, refusedWith(error));
  } finally {
    setAnswering(id, false);
  }
}

/** The refusal is said where the conversation is: it is shown, so that it can be read. */
function refuse(id: string, refusal: Refusal): void {
  notice(id, refusal);
  openTab(id);
}

function setAnswering(id: string, is: boolean): void {
  useOffers.setState(({ answering }) => {
    const next = new Set(answering);
    if (is) next.add(id);
    else next.delete(id);
    return { answering: next };
  });
}

/** What the keys answer: the shown conversation where one is asked in it, else what one was asked first. */
export function offerInHand(): string | null {
  const { offered } = useConversations.getState().sections;
  const { active } = useTabs.getState();
  return active !== null && offered.includes(active) ? active : (offered[0] ?? null);
}
