import * as z from 'zod/mini';
import { hubRules } from '../domain/policy/hub-rules.ts';
import { computer } from './computer.ts';
import { id, time } from './fields.ts';

/** One account on one device, as the administration sees it. */
export const deviceRecord = z.object({
  device: id,
  person: z.object({ id, name: z.string(), email: z.string(), disabled: z.boolean() }),
  /** As it was said at the latest sign-in; null for those before this was kept. */
  computer: z.nullable(computer),
  /** Program and its version, as it said last. */
  app: z.string(),
  signedInAt: time,
  /** To some minutes. */
  seenAt: time,
  /** Connected, to the node that answers. */
  isHere: z.boolean(),
  isSignedIn: z.boolean(),
  /** The order to remove what it keeps: `toldAt` null: it has not been here since; `wipedAt` null: it has not said that it is done. */
  wipe: z.nullable(z.object({ orderedAt: time, toldAt: z.nullable(time), wipedAt: z.nullable(time) })),
});
export type DeviceRecord = z.infer<typeof deviceRecord>;

/** POST /api/desk/wiped: what was kept of the account is removed. The token, dead by then, says of which. */
export const wipedReport = z.strictObject({});

/** What the house rules of its desks, as it is kept. Version 0: nobody has written anything yet. */
export const keptDeskPolicy = z.object({ version: z.int(), at: time, by: z.string(), rules: hubRules });
export type KeptDeskPolicy = z.infer<typeof keptDeskPolicy>;
