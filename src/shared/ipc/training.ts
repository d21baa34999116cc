import * as z from 'zod/mini';
import { sceneIds } from '../domain/training/script.ts';

/** Training (A15): simulated customers in a desk beside this one. */
export const trainingCalls = {
  /** Opens a desk for training; this one stays as it is. */
  'training.open': { input: z.strictObject({ scene: z.enum(sceneIds) }), answer: z.null() },
  /** Ends this desk, which is one for training; refused with `forbidden` in any other. */
  'training.end': { input: z.strictObject({}), answer: z.null() },
} as const;
