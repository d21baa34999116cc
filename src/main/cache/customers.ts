import type { Conversation } from '#shared/domain/conversation.ts';
import type { Customer, PastConversation } from '#shared/domain/customer/customer.ts';
import type { KeptHandbook } from '#shared/domain/customer/handbook.ts';
import type { Db } from './db.ts';

/** The first page of a customer's history. */
export type KeptHistory = { readonly conversations: readonly PastConversation[]; readonly complete: boolean };

export type CustomersRepository = ReturnType<typeof customersOf>;

/** Cards of customers, for as long as one of their conversations is here. */
export function customersOf(db: Db) {
  const get = db.prepare<[string], { customer: string; history: string | null }>(
    'SELECT customer, history FROM customer WHERE visitor_id = ?',
  );
  const put = db.prepare<[string, string]>(
    'INSERT INTO customer (visitor_id, customer) VALUES (?, ?) ON CONFLICT (visitor_id) DO UPDATE SET customer = excluded.customer',
  );
  const putHistory = db.prepare<[string, string]>('UPDATE customer SET history = ? WHERE visitor_id = ?');
  const misnamed = db.prepare<[string, string | null], { row: string }>(
    `SELECT row FROM conversation
     WHERE json_extract(row, '$.visitor.id') = ? AND json_extract(row, '$.visitor.name') IS NOT ?`,
  );
  const sweep = db.prepare(
    `DELETE FROM customer WHERE visitor_id NOT IN (SELECT json_extract(row, '$.visitor.id') FROM conversation)`,
  );
  const sweepDrafts = db.prepare(
    'DELETE FROM wrap_up WHERE conversation_id NOT IN (SELECT id FROM conversation)',
  );
  const draft = db.prepare<[string], { draft: string }>(
    'SELECT draft FROM wrap_up WHERE conversation_id = ?',
  );
  const setDraft = db.prepare<[string, string]>(
    'INSERT INTO wrap_up (conversation_id, draft) VALUES (?, ?) ON CONFLICT (conversation_id) DO UPDATE SET draft = excluded.draft',
  );
  const clearDraft = db.prepare<[string]>('DELETE FROM wrap_up WHERE conversation_id = ?');
  const handbook = db.prepare<[], { value: string }>("SELECT value FROM meta WHERE name = 'handbook'");
  const setHandbook = db.prepare<[string]>(
    "INSERT INTO meta (name, value) VALUES ('handbook', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
  );

  return {
    get: (visitorId: string): { customer: Customer; history: KeptHistory | null } | null => {
      const found = get.get(visitorId);
      if (found === undefined) return null;
      return { customer: JSON.parse(found.customer), history: JSON.parse(found.history ?? 'null') };
    },
    put: (visitorId: string, customer: Customer): void => void put.run(visitorId, JSON.stringify(customer)),
    putHistory: (visitorId: string, history: KeptHistory): void =>
      void putHistory.run(JSON.stringify(history), visitorId),
    /** That browser's conversations in which they have another name. */
    misnamed: (visitorId: string, name: string | null): Conversation[] =>
      misnamed.all(visitorId, name).map(({ row }) => JSON.parse(row) as Conversation),
    /** What is of conversations that are no longer here goes too: nothing is known of strangers. */
    sweep: (): void => {
      sweep.run();
      sweepDrafts.run();
    },
    draft: (conversationId: string): string | null => draft.get(conversationId)?.draft ?? null,
    setDraft: (conversationId: string, text: string | null): void =>
      void (text === null ? clearDraft.run(conversationId) : setDraft.run(conversationId, text)),
    handbook: (): KeptHandbook | null => JSON.parse(handbook.get()?.value ?? 'null'),
    setHandbook: (kept: KeptHandbook): void => void setHandbook.run(JSON.stringify(kept)),
  };
}
