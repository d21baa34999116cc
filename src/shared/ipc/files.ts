import * as z from 'zod/mini';
import { fileRef } from '../domain/attached.ts';
import { id, key } from '../protocol/fields.ts';
import { maxFileBytes, maxFileName } from '../protocol/limits.ts';

/** A file that was chosen here, until the hub has it. `copyOf`: it is the hub's, of a canned reply. */
export const localFile = z.strictObject({
  key,
  name: z.string().check(z.maxLength(maxFileName)),
  type: z.string().check(z.maxLength(100)),
  /** Bytes. */
  size: z.int().check(z.positive(), z.maximum(maxFileBytes)),
  copyOf: z.optional(id),
});
export type LocalFile = z.infer<typeof localFile>;

export const fileCalls = {
  /** Keeps a file beside the text that is being written; its bytes are on the disk, encrypted, when it answers. Of a copy there are none. */
  'files.add': {
    input: z.strictObject({ conversationId: id, file: localFile, bytes: z.instanceof(Uint8Array) }),
    answer: z.null(),
  },
  /** To the hub, for a canned reply that names it when it is saved. */
  'files.upload': {
    input: z.strictObject({ file: localFile, bytes: z.instanceof(Uint8Array) }),
    answer: fileRef,
  },
  /** What lies there, in the order in which it came. */
  'files.tray': { input: z.strictObject({ conversationId: id }), answer: z.array(localFile) },
  'files.remove': { input: z.strictObject({ key }), answer: z.null() },
  /** Holds the sending of a message's files, and goes on with it where it was. */
  'files.pause': { input: z.strictObject({ messageKey: key, paused: z.boolean() }), answer: z.null() },
  /** Asks where to, and puts a copy there; false when nobody said where. */
  'files.save': {
    input: z.strictObject({ id, name: z.string().check(z.minLength(1), z.maxLength(maxFileName)) }),
    answer: z.boolean(),
  },
} as const;

export const fileNews = {
  /** All that is on its way: how far it is, bytes, and the messages that are held. */
  'files.progress': z.strictObject({
    uploads: z.array(z.strictObject({ key, at: z.int() })),
    paused: z.array(key),
  }),
} as const;
