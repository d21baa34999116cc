import * as z from 'zod/mini';
import { id, locale, personName, sequence, time, version } from '../../protocol/fields.ts';
import { conversationStatus } from '../conversation-status.ts';
import { personRef } from '../entry.ts';
import { code, tag } from './handbook.ts';

/** What a house knows of one of its customers. Everything in it was written by people: it is shown, never run. */

export const maxNote = 2000;

const line = (length: number) => z.nullable(z.string().check(z.maxLength(length)));
export const customValue = z.union([z.string().check(z.maxLength(500)), z.number()]);
export type CustomValue = z.infer<typeof customValue>;

/** What people write into a card; null where nothing is known. */
export const editable = {
  name: z.nullable(personName),
  phone: line(40),
  email: line(254),
  company: line(120),
  tags: z.array(tag).check(z.maxLength(30)),
  /** By the keys of the handbook. */
  fields: z.record(code, customValue),
} as const;

export const customerNote = z.object({
  id,
  text: z.string().check(z.maxLength(maxNote)),
  author: personRef,
  at: time,
  /** When it was written last; null while it is as it was. */
  editedAt: z.nullable(time),
});
export type CustomerNote = z.infer<typeof customerNote>;

/** What a browser says of itself. Names as they are known; each null where it says nothing. */
export const device = z.object({
  browser: z.nullable(z.string()),
  os: z.nullable(z.string()),
  model: z.nullable(z.string()),
  kind: z.enum(['desktop', 'mobile', 'tablet', 'other']),
});
export type Device = z.infer<typeof device>;

export const customer = z.object({
  id,
  /** Compare-and-set of what people write. */
  version,
  /** The house's own site has signed who they are; without it the name is what somebody says. */
  verified: z.boolean(),
  /** The site's own id for them, where it has signed one. */
  sub: z.nullable(z.string()),
  ...editable,
  /** What the site has signed besides. */
  attributes: z.record(z.string(), z.string()),
  firstSeen: time,
  lastSeen: time,
  conversations: z.int(),
  locale,
  timeZone: z.nullable(z.string()),
  device: z.nullable(device),
  notes: z.array(customerNote),
  /** Browsers in which we know them, the latest first. */
  visitorIds: z.array(id),
});
export type Customer = z.infer<typeof customer>;

/** A conversation of theirs as the history lists it. */
export const pastConversation = z.object({
  id,
  status: conversationStatus,
  openedAt: time,
  closedAt: z.nullable(time),
  agent: z.nullable(personRef),
  group: z.nullable(z.string()),
  lastLine: z.nullable(z.object({ text: z.nullable(z.string()), byCustomer: z.boolean(), at: time })),
  /** 1 to 5; null where they were not asked or did not say. */
  rating: z.nullable(z.int()),
  /** Codes from the branch down; null where it was not filed. */
  disposition: z.nullable(z.array(code)),
  lastSeq: sequence,
});
export type PastConversation = z.infer<typeof pastConversation>;
