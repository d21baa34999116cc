import * as z from 'zod/mini';
import { id, locale } from '../../protocol/fields.ts';
import { skillLevel } from './plan.ts';

/** What routing has to know of a person who serves customers. */
export const routingProfile = z.strictObject({
  /** Ids of the groups they are a member of. Null: of every group, as in a house that has set up none. */
  groups: z.nullable(z.array(id).check(z.maxLength(200))),
  skills: z.array(z.strictObject({ skill: id, level: skillLevel })).check(z.maxLength(100)),
  /** Languages they answer in. Empty: all. */
  languages: z.array(locale),
  /** Conversations at once; null: as the plan's settings say. */
  capacity: z.nullable(z.int().check(z.minimum(1), z.maximum(200))),
  /** Customers may choose them by name (B2). */
  listed: z.boolean(),
  /** What they know most of, as customers are told it. */
  product: z.nullable(z.string().check(z.minLength(1), z.maxLength(80))),
  /** A small picture as `data:image/png;base64,…` or JPEG or WebP; null: their initial. */
  picture: z.nullable(
    z
      .string()
      .check(z.maxLength(40_000), z.regex(/^data:image\/(?:png|jpeg|webp);base64,[A-Za-z0-9+/]+=*$/u)),
  ),
});
export type RoutingProfile = z.infer<typeof routingProfile>;

/** Of somebody of whom nothing has been said. */
export const usualProfile: RoutingProfile = {
  groups: null,
  skills: [],
  languages: [],
  capacity: null,
  listed: false,
  product: null,
  picture: null,
};
