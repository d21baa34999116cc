import * as z from 'zod/mini';
import { conversation } from '../domain/conversation.ts';
import { customerChange } from '../domain/customer/change.ts';
import { customer, maxNote, pastConversation } from '../domain/customer/customer.ts';
import { filed, tick } from '../domain/customer/filing.ts';
import { keptHandbook } from '../domain/customer/handbook.ts';
import { pageView } from '../domain/customer/way.ts';
import { entry } from '../domain/entry.ts';
import { dialled } from '../protocol/dialled.ts';
import { id, key, sequence, version } from '../protocol/fields.ts';
import { ordersAnswer } from '../protocol/orders.ts';

const one = { conversationId: id };
const noteText = z.string().check(z.maxLength(maxNote), z.regex(/\S/u));
const foundCustomer = z.strictObject({
  id,
  name: z.nullable(z.string()),
  company: z.nullable(z.string()),
  phone: z.nullable(z.string()),
  verified: z.boolean(),
  conversation,
});
export type FoundCustomer = z.infer<typeof foundCustomer>;
const history = z.strictObject({ conversations: z.array(pastConversation), complete: z.boolean() });

/** What is known of customers. All that changes something needs the hub; `unavailable` when it is away. */
export const customerCalls = {
  /**
   * The card of whoever writes there, from the cache; null where it is not here. The hub is asked behind it, and what it
   * says comes as `customers.changed`.
   */
  'customers.open': {
    input: z.strictObject(one),
    answer: z.strictObject({ customer: z.nullable(customer) }),
  },
  /** `conflict` when somebody has changed the card meanwhile: what it is now comes as `customers.changed`. */
  'customers.save': {
    input: z.strictObject({ ...one, version, change: customerChange }),
    answer: z.strictObject({ customer }),
  },
  'customers.addNote': {
    input: z.strictObject({ ...one, key, text: noteText }),
    answer: z.strictObject({ customer }),
  },
  'customers.editNote': {
    input: z.strictObject({ ...one, noteId: id, text: noteText }),
    answer: z.strictObject({ customer }),
  },
  'customers.deleteNote': {
    input: z.strictObject({ ...one, noteId: id }),
    answer: z.strictObject({ customer }),
  },
  /** All their conversations, the latest first. The first page also from the cache, while the hub is away. */
  'customers.history': {
    input: z.strictObject({ ...one, before: z.nullable(id) }),
    answer: history,
  },
  /** Lines of another conversation of theirs, from the hub. */
  'customers.transcript': {
    input: z.strictObject({ ...one, of: id, before: z.nullable(sequence) }),
    answer: z.strictObject({ conversation, entries: z.array(entry) }),
  },
  /** What is being filed of a conversation and is not filed yet; kept on this computer. */
  'wrapUp.draft': {
    input: z.strictObject(one),
    answer: z.strictObject({ draft: z.nullable(filed) }),
  },
  'wrapUp.setDraft': { input: z.strictObject({ ...one, draft: z.nullable(filed) }), answer: z.null() },
  /** Pages that whoever writes there has seen lately, from the hub; it tells what comes then as `way.changed`. */
  'customers.way': {
    input: z.strictObject(one),
    answer: z.strictObject({ views: z.array(pageView) }),
  },
  /** Their orders, as the hub has them of the house's own back office. */
  'customers.orders': {
    input: z.strictObject({ ...one, fresh: z.optional(z.literal(true)) }),
    answer: ordersAnswer,
  },
  /** Steps that are ticked off beside the conversation, from the hub. */
  'checklist.open': {
    input: z.strictObject(one),
    answer: z.strictObject({ ticks: z.array(tick) }),
  },
  'checklist.tick': {
    input: z.strictObject({ ...one, stepId: id, done: z.boolean() }),
    answer: z.strictObject({ ticks: z.array(tick) }),
  },
  /** Who has that id or number, and a conversation of theirs that one may read. */
  'customers.find': {
    input: z.strictObject({
      of: z.union([z.strictObject({ customerId: id }), z.strictObject({ number: dialled })]),
    }),
    answer: z.strictObject({ found: z.array(foundCustomer) }),
  },
  /** Tags that customers have, the most used first. */
  'customers.tags': { input: z.strictObject({}), answer: z.strictObject({ tags: z.array(z.string()) }) },
  /** As the hub told last; null before it has. */
  'handbook.now': { input: z.strictObject({}), answer: z.nullable(keptHandbook) },
} as const;

export const customerNews = {
  'customers.changed': z.strictObject({ customer }),
  'handbook.changed': keptHandbook,
  'way.changed': z.strictObject({ views: z.array(pageView) }),
  'ticks.changed': z.strictObject({ conversationId: id, ticks: z.array(tick) }),
} as const;
