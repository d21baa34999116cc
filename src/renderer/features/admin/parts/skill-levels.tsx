import { Trans, useLingui } from '@lingui/react/macro';
import { Plus, X } from 'lucide-react';
import type { Skill, SkillNeed } from '#shared/domain/routing/plan.ts';
import { Button } from '../../../ui/button.tsx';
import { Select } from '../form/inputs.tsx';
import { NumberInput } from '../form/number-input.tsx';
import { TroubleLines } from '../form/trouble-lines.tsx';
import { withAt, withoutAt } from '../model/lists.ts';
import { useTroublesUnder } from './use-troubles.ts';

type SkillLevelsProps = {
  readonly all: readonly Skill[];
  readonly chosen: readonly SkillNeed[];
  /** Place in the plan, where they are in it. */
  readonly path?: string;
  readonly most?: number;
  readonly onChange: (chosen: SkillNeed[]) => void;
};

/** Skills and a level of each, from 0 to 100. */
export function SkillLevels({ all, chosen, path, most = 100, onChange }: SkillLevelsProps) {
  const { t } = useLingui();
  const free = all.find(({ id }) => !chosen.some(({ skill }) => skill === id));
  return (
    <div className="grid gap-1.5">
      {chosen.map((one, i) => {
        const name = all.find(({ id }) => id === one.skill)?.name ?? t`A skill that was deleted`;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a skill may be chosen anew in its place
          <div key={i} className="grid gap-1">
            <div className="flex items-center gap-2">
              <Select
                aria-label={t`Skill`}
                className="w-52"
                value={one.skill}
                onChange={(event) => onChange(withAt(chosen, i, { ...one, skill: event.target.value }))}
              >
                {!all.some(({ id }) => id === one.skill) && <option value={one.skill}>{name}</option>}
                {all.map((skill) => (
                  <option
                    key={skill.id}
                    value={skill.id}
                    disabled={skill.id !== one.skill && chosen.some((other) => other.skill === skill.id)}
                  >
                    {skill.name}
                  </option>
                ))}
              </Select>
              <input
                type="range"
                aria-label={t`${name}: level`}
                min={0}
                max={100}
                step={5}
                value={one.level}
                onChange={(event) =>
                  onChange(withAt(chosen, i, { ...one, level: Number(event.target.value) }))
                }
                className="w-32 accent-accent"
              />
              <NumberInput
                aria-label={t`${name}: level as a number`}
                value={one.level}
                min={0}
                max={100}
                onChange={(level) => onChange(withAt(chosen, i, { ...one, level }))}
              />
              <Button
                look="icon"
                aria-label={t`Remove ${name}`}
                onClick={() => onChange(withoutAt(chosen, i))}
              >
                <X size={14} aria-hidden="true" />
              </Button>
            </div>
            {path !== undefined && <Under path={`${path}.${i}`} />}
          </div>
        );
      })}
      {free !== undefined && chosen.length < most && (
        <div>
          <Button onClick={() => onChange([...chosen, { skill: free.id, level: 50 }])}>
            <Plus size={13} aria-hidden="true" />
            <Trans>Add a skill</Trans>
          </Button>
        </div>
      )}
    </div>
  );
}

function Under({ path }: { readonly path: string }) {
  return <TroubleLines troubles={useTroublesUnder(path)} />;
}
