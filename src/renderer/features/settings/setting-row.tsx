import type { ReactNode } from 'react';
import { useId } from 'react';
import type { PolicyName } from '#shared/domain/policy/policies.ts';
import { useIsLocked } from '../../state/managed.ts';
import type { Section } from '../../state/settings-section.ts';
import { LockedMark } from './locked-mark.tsx';

/** What a control needs to be the one that a row is about. */
export type ControlIds = { readonly id: string; readonly 'aria-describedby': string | undefined };

/** One setting: where it stands, what it is called, and its control. */
export type Setting = {
  readonly id: string;
  readonly section: Section;
  readonly label: string;
  readonly hint?: string;
  /** Over the whole width, under its name: a table. */
  readonly wide?: boolean;
  /** What else it is found by. */
  readonly words?: string;
  /** The policy by which an organisation may settle it. */
  readonly policy?: PolicyName;
  /** It says itself what it is. */
  readonly bare?: boolean;
  readonly control: (ids: ControlIds) => ReactNode;
};

export function SettingRow({ row }: { readonly row: Setting }) {
  const isLocked = useIsLocked(row.policy);
  const id = useId();
  const { label, hint, wide = false, bare = false, control } = row;
  const described = hint === undefined && !isLocked ? undefined : `${id}-hint`;
  if (bare)
    return (
      <div data-testid={`setting-${row.id}`} className="py-1">
        {control({ id, 'aria-describedby': described })}
      </div>
    );
  return (
    <div
      data-testid={`setting-${row.id}`}
      className={
        wide
          ? 'grid gap-2 py-1.5'
          : 'grid grid-cols-[minmax(9rem,30%)_minmax(0,1fr)] items-start gap-x-4 py-1.5'
      }
    >
      <label htmlFor={id} className="pt-1 text-2 text-ink-2">
        {label}
      </label>
      <div className="grid min-w-0 justify-items-start gap-1">
        <fieldset disabled={isLocked} className="contents">
          {control({ id, 'aria-describedby': described })}
        </fieldset>
        {described !== undefined && (
          <p id={described} className="max-w-120 text-1 text-ink-3">
            {isLocked && <LockedMark />}
            {hint}
          </p>
        )}
      </div>
    </div>
  );
}
