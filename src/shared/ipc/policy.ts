import * as z from 'zod/mini';
import { sources } from '../domain/policy/effective.ts';

const source = z.enum(sources);

/** What counts on this desk, for the page of effective policy. Names are those of `policies`. */
export const policyReport = z.strictObject({
  effective: z.readonly(
    z.array(
      z.strictObject({
        name: z.string(),
        value: z.unknown(),
        source,
        from: z.nullable(z.string()),
        locked: z.boolean(),
        overruled: z.readonly(z.array(z.strictObject({ source, from: z.string() }))),
      }),
    ),
  ),
  ignored: z.readonly(z.array(z.strictObject({ name: z.string(), from: z.string(), why: z.string() }))),
});

/** What the first screen needs of it: names that are locked, the hubs that are allowed (null: any), and what is switched off. */
export const managed = z.strictObject({
  locked: z.array(z.string()),
  hubs: z.nullable(z.array(z.string())),
  off: z.array(z.string()),
});
export type Managed = z.infer<typeof managed>;

export const policyCalls = {
  'policy.report': { input: z.strictObject({}), answer: policyReport },
} as const;
