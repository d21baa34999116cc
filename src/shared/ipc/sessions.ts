import { sessionEvents } from '../protocol/sessions.ts';

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
  'sessions.endOthers': {
    input: sessionEvents['sessions.endOthers'].input,
    answer: sessionEvents['sessions.endOthers'].answer,
  },
} as const;
