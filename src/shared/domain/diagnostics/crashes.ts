/**
 * What becomes of a crash: nothing is kept of it, a report that stays on this computer, or one that is kept until the hub has it.
 */
export const crashModes = ['off', 'local', 'hub'] as const;
export type CrashMode = (typeof crashModes)[number];

/** What has crashed, as Chromium calls it; `other`: a helper, or it cannot be told. */
export const crashProcesses = ['browser', 'renderer', 'gpu-process', 'utility', 'other'] as const;
export type CrashProcess = (typeof crashProcesses)[number];

/** The largest report that is sent, and taken. Bytes. */
export const maxCrashBytes = 8 * 1024 * 1024;

/** Why a report stays on this computer though reports are sent, or that it is on its way. */
export const crashStates = [
  /** It goes with the next occasion. */
  'waiting',
  /** The hub has it, and it is gone here. */
  'sent',
  /** It was made while none were to be sent. */
  'kept',
  /** Accounts of several hubs were at work: it holds what is none of the other's business. */
  'several-hubs',
  /** Nobody of the hub that it belongs to is signed in. */
  'nobody',
  /** The hub does not take it, and will not. */
  'refused',
] as const;
export type CrashState = (typeof crashStates)[number];
