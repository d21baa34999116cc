import * as z from 'zod/mini';
import { crashProcesses } from '../domain/diagnostics/crashes.ts';
import { id, time } from './fields.ts';

/**
 * PUT with a report’s random id behind it and the report as its body: a minidump as it is, `maxCrashBytes` at most. It is a piece of
 * memory; nothing but what stands here is said of it. Again under the same id it is answered as before, and kept once.
 */
export const crashPath = '/api/desk/crashes';

const version = z.string().check(z.regex(/^[0-9A-Za-z.+-]{1,40}$/u));
/** "linux x64" */
const platform = z.string().check(z.regex(/^[a-z0-9]{1,12} [a-z0-9_]{1,12}$/u));
const process = z.enum(crashProcesses);

/** In the address. `at`: when it crashed, epoch milliseconds by the desk’s clock. */
export const crashSaid = z.strictObject({
  version,
  platform,
  process,
  at: z.string().check(z.regex(/^\d{1,15}$/u)),
});
export type CrashSaid = z.infer<typeof crashSaid>;

/** One that the hub keeps: what was said of it, and whose desk sent it. */
export const crashRecord = z.object({
  ...{ id, version, platform, process },
  at: time,
  receivedAt: time,
  bytes: z.int(),
  personId: id,
  device: id,
});
export type CrashRecord = z.infer<typeof crashRecord>;
