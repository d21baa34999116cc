import * as z from 'zod/mini';
import { id, locale } from '../../protocol/fields.ts';

/** From 0 (none) to 100 (the best there is). */
export const skillLevel = z.int().check(z.minimum(0), z.maximum(100));

/** 0 is usual, 10 the most urgent: each step is worth `Settings.priorityStep` of waiting. */
export const priority = z.int().check(z.minimum(0), z.maximum(10));

export const skillNeed = z.strictObject({ skill: id, level: skillLevel });
export type SkillNeed = z.infer<typeof skillNeed>;

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
