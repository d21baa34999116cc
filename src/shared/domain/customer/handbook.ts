import * as z from 'zod/mini';
import { id, time } from '../../protocol/fields.ts';

/**
 * What a house wants known of a customer and done with a case: its own fields of the customer card, the tree of
 * dispositions that wrap-up files a conversation under, and checklists by kind of case. One document, changed as a
 * whole under its version like the routing plan, so that what refers to each other is checked together.
 */

/** A name in both languages; a desk shows the one of its own. */
export const bothNames = z.strictObject({
  zh: z.string().check(z.minLength(1), z.maxLength(60), z.regex(/\S/u)),
  en: z.string().check(z.minLength(1), z.maxLength(60), z.regex(/\S/u)),
});
export type BothNames = z.infer<typeof bothNames>;

export function nameIn(names: BothNames, locale: string): string {
  return locale.startsWith('zh') ? names.zh : names.en;
}

/** What a thing is called where programs name it: in fields, dispositions, reports. */
export const code = z.string().check(z.regex(/^[a-z][a-z0-9_-]{0,39}$/u));

/** Something, without white space around it. */
export const tag = z.string().check(z.maxLength(40), z.regex(/^\S(?:.*\S)?$/u));

export const fieldKind = z.enum(['text', 'number', 'date', 'choice']);
export type FieldKind = z.infer<typeof fieldKind>;

export const customField = z.strictObject({
  key: code,
  label: bothNames,
  kind: fieldKind,
  /** Of a choice: what may be chosen. Empty for the rest. */
  options: z.array(z.string().check(z.minLength(1), z.maxLength(60))).check(z.maxLength(50)),
  /** False: only programs of the house write it, people read it. */
  editable: z.boolean(),
  /** It has to be asked for: the card and wrap-up say so while it is empty. Absent where that is not so. */
  required: z.optional(z.literal(true)),
});
export type CustomField = z.infer<typeof customField>;

export const disposition = z.strictObject({
  code,
  /** Code of the one it stands under; null for a branch of its own. */
  parent: z.nullable(code),
  name: bothNames,
  /** Of a branch: groups that file under it; empty for all. */
  groups: z.array(id).check(z.maxLength(200)),
  /** Nothing is filed under it any more, nor under what stands under it. Absent while it is in use. */
  retired: z.optional(z.literal(true)),
});
export type Disposition = z.infer<typeof disposition>;

export const checklist = z.strictObject({
  id,
  name: bothNames,
  /** Kinds of case it is for, each with all that stands under it; empty for all. */
  dispositions: z.array(code).check(z.maxLength(50)),
  /** Groups it is for; empty for all. */
  groups: z.array(id).check(z.maxLength(200)),
  steps: z
    .array(
      z.strictObject({
        id,
        text: z.strictObject({
          zh: z.string().check(z.minLength(1), z.maxLength(200), z.regex(/\S/u)),
          en: z.string().check(z.minLength(1), z.maxLength(200), z.regex(/\S/u)),
        }),
      }),
    )
    .check(z.minLength(1), z.maxLength(40)),
});
export type Checklist = z.infer<typeof checklist>;

export const handbook = z.strictObject({
  fields: z.array(customField).check(z.maxLength(40)),
  dispositions: z.array(disposition).check(z.maxLength(500)),
  /** Groups whose wrap-up has to name a disposition; null for all of them. */
  requiredFor: z.nullable(z.array(id).check(z.maxLength(200))),
  checklists: z.array(checklist).check(z.maxLength(100)),
});
export type Handbook = z.infer<typeof handbook>;

/** What a house begins with. */
export const emptyHandbook: Handbook = { fields: [], dispositions: [], requiredFor: [], checklists: [] };

export const keptHandbook = z.object({ version: z.int(), at: time, by: z.string(), handbook });
export type KeptHandbook = z.infer<typeof keptHandbook>;
