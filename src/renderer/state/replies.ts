import type { Reply } from '#shared/domain/replies/reply.ts';
import type { Facts } from '#shared/domain/replies/variables.ts';
import type { IpcAnswer, IpcNews } from '#shared/ipc/contract.ts';
import type { ConversationRow } from '#shared/ipc/conversations.ts';
import { call, tell } from '../bridge/bridge.ts';
import { useCustomers } from './customers.ts';
import { useDeskApp } from './desk-app.ts';
import { orderIn } from './orders.ts';
import { createSlice } from './slice.ts';

/** How often the canned replies have changed since this window was opened: whoever shows some reads them again. */
export const useReplies = createSlice<{ readonly change: number }>({ change: 0 });

export function applyReplies(_: IpcNews<'replies.changed'>): void {
  useReplies.setState(({ change }) => ({ change: change + 1 }));
}

export type Found = IpcAnswer<'replies.search'>['found'][number];

type Query = {
  readonly words: string;
  readonly language: string;
  readonly limit: number;
  /** And what is below it; absent: anywhere. */
  readonly folder?: string;
};

/** The best for those words, the best first. */
export async function searchReplies(query: Query): Promise<readonly Found[]> {
  return (await call('replies.search', { folder: '', scope: null, ...query })).found;
}

/** It was put into a message: it comes sooner the next time. */
export function replyUsed({ id }: Reply): void {
  tell('replies.used', { id });
}

/** What is known for the variables of a reply, in that conversation. */
export function factsOf({ conversation }: ConversationRow): Facts {
  const { account } = useDeskApp.getState();
  const me = account.state === 'signed-in' ? account.me : null;
  const { id, visitor, contact, page } = conversation;
  const card = useCustomers.getState().byVisitor.get(visitor.id);
  const own = Object.entries(card?.fields ?? {}).map(([key, value]) => [`customer.${key}`, String(value)]);
  return {
    // A field of the house that is called like one of these does not take its place.
    ...Object.fromEntries(own),
    'customer.name': visitor.name ?? card?.name ?? contact?.name,
    'customer.email': card?.email ?? contact?.email,
    'customer.phone': card?.phone ?? contact?.phone,
    'customer.company': card?.company,
    'agent.name': me?.name,
    'agent.email': me?.email,
    'order.id': orderIn(id)?.id,
    'page.title': page?.title,
    'shop.name': account.state === 'signed-in' ? account.workspace.name : null,
  };
}
