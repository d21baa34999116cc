import * as z from 'zod/mini';
import { maxWritten } from '../domain/replies/limits.ts';
import { reply, replyContent, replyUse } from '../domain/replies/reply.ts';
import { id, sequence, version } from './fields.ts';
import type { Role } from './handshake.ts';
import type { Registry } from './registry.ts';

const everyRole = ['agent', 'supervisor', 'admin'] as const satisfies readonly Role[];

/** What a person may see of the replies is named by this: another one means that all has to be taken anew. */
const view = z.string().check(z.maxLength(64));

/** `version` 0: a new one, its id minted by the desk. Otherwise the one that it was made from. */
const written = z.strictObject({ id, version, content: replyContent });
export type WrittenReply = z.infer<typeof written>;

/** Canned replies (A2). Whose they are is checked by the hub's handlers: no conversation goes with them. */
export const replyEvents = {
  /**
   * What has changed after the revision `since`, for who may use it. `view` is the one that the last answer named, ''
   * for who has none: where it is no longer theirs (other groups, another role, another database) all is answered
   * from the beginning, and what they have goes.
   */
  'replies.pull': {
    input: z.strictObject({ since: sequence, view }),
    answer: z.object({
      replies: z.array(reply),
      /** Ids of those that were deleted, or are no longer for them. */
      gone: z.array(id),
      /** Revision of this page's end. */
      next: sequence,
      /** There is more after it. */
      more: z.boolean(),
      view,
      /** From the beginning: what is not in this page or one after it is not there. */
      anew: z.boolean(),
    }),
    roles: everyRole,
    scope: 'shared',
  },
  /**
   * Compare-and-set on `version`; the same once more is answered as then. Own ones by everybody; those of a group and
   * of everyone by supervisors and admins.
   */
  'reply.save': { input: written, answer: reply, roles: everyRole, scope: 'shared' },
  /** Several at once: an import, a folder that is renamed. Each is written or refused for itself. */
  'replies.write': {
    input: z.strictObject({ replies: z.array(written).check(z.minLength(1), z.maxLength(maxWritten)) }),
    answer: z.object({
      results: z.array(z.object({ id, reply: z.nullable(reply), code: z.nullable(z.string()) })),
    }),
    roles: everyRole,
    scope: 'shared',
  },
  'reply.delete': {
    input: z.strictObject({ id, version }),
    answer: z.object({ version }),
    roles: everyRole,
    scope: 'shared',
  },
  /** Takes back a deletion: `version` is the one that the deletion answered. */
  'reply.restore': {
    input: z.strictObject({ id, version }),
    answer: reply,
    roles: everyRole,
    scope: 'shared',
  },
  /** How often the sender has used which since they said it last. Counts alone: said twice, it is counted twice. */
  'replies.use': {
    input: z.strictObject({ uses: z.array(replyUse).check(z.minLength(1), z.maxLength(200)) }),
    answer: z.null(),
    roles: everyRole,
    scope: 'self',
  },
  /** Of those that the sender may use: how often they were used, by the sender and by all; after that id. */
  'replies.uses': {
    input: z.strictObject({ after: z.nullable(id) }),
    answer: z.object({
      uses: z.array(z.object({ ...replyUse.shape, all: z.int() })),
      complete: z.boolean(),
    }),
    roles: everyRole,
    scope: 'self',
  },
} as const satisfies Registry;

/** Something has changed: pull. */
export const replyNews = { replies: z.object({ revision: sequence }) } as const;
