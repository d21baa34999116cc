import * as z from 'zod/mini';
import { reportEvents } from '../protocol/reports.ts';

/** Reports (E3) as the hub has them: each call is the hub's event of that name, and needs it. */
export const reportCalls = {
  ...reportEvents,
  /** The page as it would be printed, as a PDF where the person says; false where they think better of it. */
  'app.savePdf': {
    input: z.strictObject({ name: z.string().check(z.maxLength(80), z.regex(/^[^/\\:*?"<>|\p{Cc}]+$/u)) }),
    answer: z.boolean(),
  },
} as const;
