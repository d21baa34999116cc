import * as z from 'zod/mini';
import { visitor } from '../domain/conversation.ts';
import { conversationStatus } from '../domain/conversation-status.ts';
import { author, personRef } from '../domain/entry.ts';
import { mostNames } from '../domain/replies/sounds.ts';
import { rowFields } from '../domain/search/labels.ts';
import { id, sequence, time } from '../protocol/fields.ts';
import { searchQuestion } from '../protocol/search.ts';

/** A part of a text as it is shown: `hit` is what was looked for. */
const pieces = z.array(z.strictObject({ text: z.string(), hit: z.boolean() }));

/** As much of a conversation as a result shows. */
const head = z.strictObject({
  id,
  visitor,
  status: conversationStatus,
  agent: z.nullable(personRef),
  /** Time of its last message. */
  lastAt: time,
});

/** A line in which it was found; `feedSeq` is its place among all lines, and what pages are asked by. */
const resultLine = z.strictObject({
  conversation: head,
  entryId: id,
  seq: sequence,
  feedSeq: sequence,
  at: time,
  author,
  kind: z.enum(['message', 'note']),
  pieces,
  /** The name of a file that goes along with it, where it is in there. */
  file: z.nullable(pieces),
});
export type ResultLine = z.infer<typeof resultLine>;

/** A conversation whose customer or page is what was looked for, and which of the two. */
const resultConversation = z.strictObject({ conversation: head, field: z.enum(rowFields), pieces });
export type ResultConversation = z.infer<typeof resultConversation>;

export const searchCalls = {
  /**
   * What is on this computer, newest first: answers at once, also offline. A newer question in the same place
   * ends an older one, which then answers what it has. `next`: there may be more before it. `left`: so many of
   * `total` lines are not indexed yet, and not found.
   */
  'search.query': {
    input: searchQuestion,
    answer: z.strictObject({
      lines: z.array(resultLine),
      /** Only with the first page, and where lines are not looked for by time, kind or customer. */
      conversations: z.array(resultConversation),
      next: z.nullable(sequence),
      left: z.int(),
      total: z.int(),
    }),
  },
  /** What only the hub has: not what `search.query` finds here. `unavailable` when it is away. */
  'search.hub': {
    input: searchQuestion,
    answer: z.strictObject({ lines: z.array(resultLine), next: z.nullable(sequence) }),
  },
  /** How names are typed by their sound: as `Sounds`, each in its place. */
  'search.sounds': {
    input: z.strictObject({
      names: z.array(z.string().check(z.maxLength(200))).check(z.maxLength(mostNames)),
    }),
    answer: z.strictObject({ sounds: z.array(z.array(z.string())) }),
  },
} as const;
