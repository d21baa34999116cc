import type { AutostartState } from '#shared/domain/link/ways-in.ts';

/** What starts with the computer, as the system says it now: nothing of it is remembered here. */
export type Autostart = {
  readonly state: () => AutostartState;
  /** Somebody, or something, has said one or the other already. */
  readonly isSaid: () => boolean;
  readonly set: (isOn: boolean) => void;
};

/**
 * What a rule makes of it at the start: enforced, it is put right each time; recommended, once, where nobody has said anything.
 * Null: it stays as it is.
 */
export function byRule(
  rule: boolean | undefined,
  isLocked: boolean,
  hasChosen: boolean,
  found: Pick<Autostart, 'state' | 'isSaid'>,
): boolean | null {
  if (rule === undefined) return null;
  const isOn = found.state() === 'on';
  if (isLocked) return isOn === rule ? null : rule;
  return rule && !hasChosen && !found.isSaid() ? true : null;
}
