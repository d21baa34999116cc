import * as z from 'zod/mini';
import { sessionEvents, signInNotice } from '../protocol/sessions.ts';

const asking = z.strictObject({ signIns: z.array(signInNotice) });

/** Where one is signed in, handed through by main: it needs the hub. */
export const sessionCalls = {
  'sessions.list': {
    input: sessionEvents['sessions.list'].input,
    answer: sessionEvents['sessions.list'].answer,
  },
  'sessions.end': {
    input: sessionEvents['sessions.end'].input,
    answer: sessionEvents['sessions.end'].answer,
  },
  'sessions.known': {
    input: sessionEvents['sessions.known'].input,
    answer: sessionEvents['sessions.known'].answer,
  },
  /** One’s own sign-ins on new computers that nobody has answered for, as the hub said last. */
  'sessions.asking': { input: z.strictObject({}), answer: asking },
  'sessions.endOthers': {
    input: sessionEvents['sessions.endOthers'].input,
    answer: sessionEvents['sessions.endOthers'].answer,
  },
} as const;

export const sessionIpcNews = { 'sessions.asking': asking } as const;
