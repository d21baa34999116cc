import * as z from 'zod/mini';
import { language, reply, replyContent, replyUse } from '../domain/replies/reply.ts';
import { id, version } from '../protocol/fields.ts';

const range = z.strictObject({ from: z.int(), to: z.int() });

/** A reply that was looked for; `marks` says what of it was found, `text` in the language that was asked for. */
export const foundReply = z.strictObject({
  reply,
  marks: z.strictObject({
    shortcut: z.array(range),
    title: z.array(range),
    text: z.array(range),
  }),
});

/** How often it was used: by the signed-in person, and by all as the hub said last. */
export const keptUse = z.strictObject({ ...replyUse.shape, house: z.int() });

const written = z.strictObject({ id, version, content: replyContent });

/** How many one import may have. */
export const maxImport = 2000;

/** Canned replies. What only reads is answered from the cache, also offline; what changes them needs the hub. */
export const replyCalls = {
  'replies.list': {
    input: z.strictObject({}),
    answer: z.strictObject({
      replies: z.array(reply),
      uses: z.array(keptUse),
      /** False until they were fetched once. */
      known: z.boolean(),
    }),
  },
  /** The best first; without words what is used most. Within a folder and what is below it, or anywhere ('' ). */
  'replies.search': {
    input: z.strictObject({
      words: z.string().check(z.maxLength(200)),
      language,
      folder: z.string().check(z.maxLength(120)),
      scope: z.nullable(z.enum(['personal', 'group', 'everyone'])),
      limit: z.int().check(z.minimum(1), z.maximum(100)),
    }),
    answer: z.strictObject({ found: z.array(foundReply), known: z.boolean() }),
  },
  /** It was put into a message. */
  'replies.used': { input: z.strictObject({ id }), answer: z.null() },
  'replies.save': { input: written, answer: reply },
  /** Several; each is written or refused for itself, `code` says why. */
  'replies.write': {
    input: z.strictObject({ replies: z.array(written).check(z.minLength(1), z.maxLength(maxImport)) }),
    answer: z.strictObject({
      results: z.array(z.strictObject({ id, code: z.nullable(z.string()) })),
    }),
  },
  /** Answers the version with which it can be put back. */
  'replies.delete': { input: z.strictObject({ id, version }), answer: z.strictObject({ version }) },
  'replies.restore': { input: z.strictObject({ id, version }), answer: reply },
} as const;

export const replyNews = {
  /** Some are new, changed or gone; `known` as in `replies.list`. */
  'replies.changed': z.strictObject({ known: z.boolean() }),
} as const;
