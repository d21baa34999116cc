import * as z from 'zod/mini';
import { id, personName, time, version } from '../../protocol/fields.ts';
import { maxFiles } from '../../protocol/limits.ts';
import { fileRef } from '../attached.ts';
import { maxReplyText, maxReplyTexts } from './limits.ts';

/** Who may insert it: its owner alone, the members of a group, or everybody who works here. */
export const replyScope = z.union([
  z.strictObject({ is: z.literal('personal') }),
  z.strictObject({ is: z.literal('group'), group: id }),
  z.strictObject({ is: z.literal('everyone') }),
]);
export type ReplyScope = z.infer<typeof replyScope>;

/** One line: no control character, so that it cannot break a list or a file. */
const line = (max: number) => z.string().check(z.maxLength(max), z.regex(/^\P{Cc}*$/u));

/** What is typed after the slash. Empty: it is found by its words alone. */
export const shortcut = z.string().check(z.maxLength(32), z.regex(/^[^\s/\p{Cc}]*$/u));

/** A path of names, "Returns/Refunds"; empty: in none. */
export const folder = z.union([
  z.literal(''),
  line(120).check(z.regex(/^[^/\s](?:[^/]*[^/\s])?(?:\/[^/\s](?:[^/]*[^/\s])?){0,4}$/u)),
]);

/** A BCP 47 tag: "zh-CN", "en", "zh-Hant-HK". */
export const language = z
  .string()
  .check(z.maxLength(35), z.regex(/^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,4}$/u));

/** What is sent; of control characters only the line break and the tab. */
const replyText = z
  .string()
  .check(z.maxLength(maxReplyText), z.regex(/\S/u), z.regex(/^(?:[\n\t]|\P{Cc})*$/u));

export const replyContent = z.strictObject({
  scope: replyScope,
  folder,
  shortcut,
  title: line(80).check(z.regex(/\S/u)),
  /** The same in several languages; the first is used where the customer's is not there. */
  texts: z.array(z.strictObject({ language, text: replyText })).check(
    z.minLength(1),
    z.maxLength(10),
    z.refine((texts) => new Set(texts.map((one) => one.language.toLowerCase())).size === texts.length),
    z.refine((texts) => texts.reduce((sum, { text }) => sum + text.length, 0) <= maxReplyTexts),
  ),
  /** Ids of files that go with it, in their order. */
  files: z.array(id).check(
    z.maxLength(maxFiles),
    z.refine((files) => new Set(files).size === files.length),
  ),
});
export type ReplyContent = z.infer<typeof replyContent>;

/** A canned reply (A2), as one is told of it: what a newer hub adds is dropped. */
export const reply = z.object({
  id,
  ...replyContent.shape,
  scope: z.union([
    z.object({ is: z.literal('personal') }),
    z.object({ is: z.literal('group'), group: id }),
    z.object({ is: z.literal('everyone') }),
  ]),
  texts: z.array(z.object({ language, text: z.string() })),
  /** What `files` names: one that is gone is not among them. */
  attached: z.array(fileRef),
  /** Of the compare-and-set: each change makes the next one. */
  version,
  updatedAt: time,
  /** Name of who changed it last. */
  by: personName,
});
export type Reply = z.infer<typeof reply>;

/** What a person has used and when, for the order in which replies are offered. */
export const replyUse = z.strictObject({ id, count: z.int().check(z.nonnegative()), lastAt: time });
export type ReplyUse = z.infer<typeof replyUse>;
