/**
 * Where a desk's process is killed: at the `nth` such call of its cache once it is armed, before its
 * transaction begins or after it is on the disk and nobody has been told yet. `setJob` counts by state.
 */
export type CrashPlan = {
  readonly call: string;
  readonly when: 'before' | 'after';
  readonly nth: number;
};

export const sayPlan = ({ call, when, nth }: CrashPlan): string => `${when} ${call} ${nth}`;
