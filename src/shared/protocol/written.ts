import * as z from 'zod/mini';
import { id, sequence, time } from './fields.ts';

/** Acknowledgement of anything that was written (P4): it is on disk. */
export const written = z.object({ id, conversationId: id, seq: sequence, feedSeq: sequence, at: time });
export type Written = z.infer<typeof written>;
