import * as z from 'zod/mini';
import { maxFiles, maxTextLength } from './limits.ts';

export { maxTextLength };

/** Fields that several schemas share. Limits here are limits of the product; SPEC.md names them. */
export const id = z.uuid();
/** Minted by the author's device before anything is sent (P3). */
export const key = z.uuid();
export const sequence = z.int().check(z.nonnegative());
export const time = z.int().check(z.nonnegative());
export const version = z.int().check(z.nonnegative());
export const personName = z.string().check(z.minLength(1), z.maxLength(80));
export const locale = z.enum(['zh-CN', 'en']);
/** Message text: something other than white space, at most `maxTextLength` UTF-16 units. */
export const text = z.string().check(z.maxLength(maxTextLength), z.regex(/\S/u));
/** Of a message that files go along with: there may be none. */
export const textOrNone = z.string().check(z.maxLength(maxTextLength));
/** Ids of what goes along with a message, in the order in which it is shown; each once. */
export const fileIds = z.array(id).check(
  z.minLength(1),
  z.maxLength(maxFiles),
  z.refine((ids) => new Set(ids).size === ids.length),
);
/** A message has something to read, or files. */
export function saysSomething(message: {
  readonly text: string;
  readonly files?: readonly unknown[] | undefined;
}): boolean {
  return message.files !== undefined || /\S/u.test(message.text);
}
export const token = z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/u));
export const page = z.strictObject({
  url: z.string().check(z.maxLength(2000)),
  title: z.string().check(z.maxLength(300)),
});

export type Locale = z.infer<typeof locale>;
export type Page = z.infer<typeof page>;
