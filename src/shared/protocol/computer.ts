import * as z from 'zod/mini';

/** What a desk says of the computer that it runs on, at its sign-in: for people to know it by, and believed no further. */
export const computer = z.strictObject({
  name: z.string().check(z.maxLength(80)),
  system: z.string().check(z.maxLength(80)),
});
export type Computer = z.infer<typeof computer>;
