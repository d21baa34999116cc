import * as z from 'zod';
import { areas } from '../../src/shared/domain/policy/areas.ts';
import { policies, policyNames } from '../../src/shared/domain/policy/policies.ts';
import { policyTexts } from '../../src/shared/domain/policy/texts.ts';

/** The table of policies as the templates need it: the shape of each value is that of its schema. */
export const table = policyNames.map((name) => ({
  name,
  area: policies[name].area,
  example: policies[name].example,
  ...policyTexts[name],
  shape: shapeOf(z.toJSONSchema(policies[name].schema)),
}));

export { areas };

export type Shape =
  | { readonly is: 'boolean' }
  | { readonly is: 'integer'; readonly least: number; readonly most: number }
  | { readonly is: 'choice'; readonly of: readonly string[] }
  | { readonly is: 'text'; readonly longest: number }
  | { readonly is: 'list'; readonly longest: number };

export type Line = (typeof table)[number];

function shapeOf(schema: z.core.JSONSchema.BaseSchema): Shape {
  const { type, minimum, maximum, items, maxItems } = schema;
  if (type === 'boolean') return { is: 'boolean' };
  if (type === 'integer' && minimum !== undefined && maximum !== undefined)
    return { is: 'integer', least: minimum, most: maximum };
  if (schema.enum !== undefined) return { is: 'choice', of: schema.enum.map(String) };
  if (type === 'string' && schema.maxLength !== undefined) return { is: 'text', longest: schema.maxLength };
  if (type === 'array' && isOfTexts(items) && maxItems !== undefined)
    return { is: 'list', longest: maxItems };
  throw new Error(`no template for ${JSON.stringify(schema)}`);
}

function isOfTexts(items: z.core.JSONSchema.BaseSchema['items']): boolean {
  return typeof items === 'object' && !Array.isArray(items) && items.type === 'string';
}

export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
