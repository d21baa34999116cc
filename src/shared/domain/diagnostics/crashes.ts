/** What becomes of a crash: nothing is kept of it, or a report that stays on this computer. */
export const crashModes = ['off', 'local'] as const;
export type CrashMode = (typeof crashModes)[number];
