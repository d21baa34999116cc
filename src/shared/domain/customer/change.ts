import * as z from 'zod/mini';
import { type Customer, type CustomValue, editable } from './customer.ts';
import type { CustomField } from './handbook.ts';

/** What a save sets; what is absent stays. Of `fields` only those that are named; null takes one away. */
export const customerChange = z.strictObject({
  name: z.optional(editable.name),
  phone: z.optional(editable.phone),
  email: z.optional(editable.email),
  company: z.optional(editable.company),
  tags: z.optional(editable.tags),
  fields: z.optional(
    z.record(z.string(), z.nullable(z.union([z.string().check(z.maxLength(500)), z.number()]))),
  ),
});
export type CustomerChange = z.infer<typeof customerChange>;

export type Written = Pick<Customer, keyof typeof editable>;

/**
 * The card after a change, or the path of what does not fit. What the site has signed stands: of a verified customer
 * nobody changes the name.
 */
export function afterChange(
  before: Written,
  change: CustomerChange,
  { verified, fields }: { readonly verified: boolean; readonly fields: readonly CustomField[] },
): Written | { readonly wrong: string } {
  if (verified && change.name !== undefined && change.name !== before.name) return { wrong: 'name' };
  if (change.email != null && change.email !== '' && !/^[^@\s]+@[^@\s]+$/u.test(change.email.trim()))
    return { wrong: 'email' };
  const own: Record<string, CustomValue> = { ...before.fields };
  for (const [key, value] of Object.entries(change.fields ?? {})) {
    const field = fields.find((one) => one.key === key);
    if (field === undefined || !field.editable || !fits(field, value)) return { wrong: `fields.${key}` };
    if (value === null || value === '') delete own[key];
    else own[key] = value;
  }
  return {
    name: given(change.name, before.name),
    phone: given(change.phone, before.phone),
    email: given(change.email, before.email),
    company: given(change.company, before.company),
    tags: change.tags === undefined ? before.tags : [...new Set(change.tags)],
    fields: own,
  };
}

/** Whether a field of that kind can hold it; null and nothing always. */
export function fits(
  { kind, options }: Pick<CustomField, 'kind' | 'options'>,
  value: CustomValue | null,
): boolean {
  if (value === null || value === '') return true;
  switch (kind) {
    case 'number':
      return typeof value === 'number' && Number.isFinite(value);
    case 'date':
      return typeof value === 'string' && isDay(value);
    case 'choice':
      return typeof value === 'string' && options.includes(value);
    default:
      return typeof value === 'string';
  }
}

/** "2026-11-29", of a day that there is. */
function isDay(text: string): boolean {
  return z.iso.date().safeParse(text).success;
}

function given(wanted: string | null | undefined, before: string | null): string | null {
  if (wanted === undefined) return before;
  const text = wanted?.trim() ?? '';
  return text === '' ? null : text;
}

/** What two records of one customer come to when it turns out that they are one: what is known stays, the rest is added. */
export function united(known: Written, other: Written): Written {
  return {
    name: known.name ?? other.name,
    phone: known.phone ?? other.phone,
    email: known.email ?? other.email,
    company: known.company ?? other.company,
    tags: [...new Set([...known.tags, ...other.tags])].slice(0, 30),
    fields: { ...other.fields, ...known.fields },
  };
}
