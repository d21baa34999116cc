/** What somebody who supervises may do to the work of others (E2). Each is granted or not by the house. */
export const stepActions = [
  'watch',
  'whisper',
  'join',
  'takeOver',
  'reassign',
  'close',
  'status',
  'moveQueue',
  'pause',
] as const;
export type StepAction = (typeof stepActions)[number];
