import * as z from 'zod/mini';
import { id, locale } from '../../protocol/fields.ts';
import { skillNeed } from './plan.ts';

/** What a conversation asks of who answers it. */
export const needs = z.object({
  skills: z.array(skillNeed),
  /** Null: any will do. */
  language: z.nullable(locale),
  /** Id of the person the customer has chosen (B2); null: nobody. */
  agent: z.nullable(id),
});
export type Needs = z.infer<typeof needs>;

export const noNeeds: Needs = { skills: [], language: null, agent: null };
