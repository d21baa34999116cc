import * as z from 'zod/mini';
import { conversation } from '../domain/conversation.ts';
import { entry } from '../domain/entry.ts';
import { noteKind } from '../domain/quality/notes.ts';
import { id, sequence } from '../protocol/fields.ts';
import { qualityNews as hubNews, qualityEvents } from '../protocol/quality.ts';

/**
 * Quality (E4) as the hub has it: each call is the hub's event of that name, and needs it. `quality.draft` keeps what is filled
 * in on this computer first, so that nothing is lost with the line; `quality.review` answers what was kept so.
 */
export const qualityCalls = {
  ...qualityEvents,
  /** Lines `from` up to `to` of any conversation that may be read, at most 200; from the hub, and not kept. */
  'transcript.lines': {
    input: z.strictObject({ conversationId: id, from: sequence, to: sequence }),
    answer: z.strictObject({ conversation, entries: z.array(entry) }),
  },
} as const;

export const qualityNews = {
  /** What the person has not looked at of reviews; `added`: what they are told of just now, by a notification too. */
  'quality.told': hubNews.quality,
  /** A notification was clicked: show what it was of; `reviewId`: null where it was of several. */
  'quality.focus': z.strictObject({ kind: noteKind, reviewId: z.nullable(id) }),
} as const;
