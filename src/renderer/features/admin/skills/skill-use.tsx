import { Trans, useLingui } from '@lingui/react/macro';
import type { RoutingPlan } from '#shared/domain/routing/plan.ts';
import type { PersonRecord } from '#shared/protocol/admin.ts';
import { Progress } from '../../../ui/progress.tsx';
import { Part } from '../form/row.tsx';
import type { Place } from '../model/places.ts';
import { go } from '../state/view.ts';

type SkillUseProps = {
  readonly plan: RoutingPlan;
  readonly skill: string;
  readonly people: readonly PersonRecord[];
};

/** Who has a skill, best first, and which rules ask for it. */
export function SkillUse({ plan, skill, people }: SkillUseProps) {
  const { t } = useLingui();
  const have = people
    .flatMap(({ id, name, profile }) => {
      const level = profile.skills.find((one) => one.skill === skill)?.level;
      return level === undefined ? [] : [{ place: { section: 'people', id } as const, name, level }];
    })
    .sort((a, b) => b.level - a.level);
  const ask = plan.rules.flatMap(({ id, name, needs }) => {
    const level = needs.find((one) => one.skill === skill)?.level;
    return level === undefined ? [] : [{ place: { section: 'rules', id } as const, name, level }];
  });
  return (
    <>
      <Part title={t`Who has it`}>
        {have.length === 0 ? (
          <p className="text-2 text-ink-3">
            <Trans>Nobody yet. Skills are given at each person.</Trans>
          </p>
        ) : (
          <Levels all={have} />
        )}
      </Part>
      <Part title={t`Rules that ask for it`}>
        {ask.length === 0 ? (
          <p className="text-2 text-ink-3">
            <Trans>None.</Trans>
          </p>
        ) : (
          <Levels all={ask} />
        )}
      </Part>
    </>
  );
}

type Level = { readonly place: Place; readonly name: string; readonly level: number };

function Levels({ all }: { readonly all: readonly Level[] }) {
  return (
    <ul className="max-w-100">
      {all.map(({ place, name, level }) => (
        <li key={place.id}>
          <button
            type="button"
            onClick={() => go(place)}
            className="grid w-full grid-cols-[minmax(0,1fr)_120px_32px] items-center gap-3 rounded-2 px-1.5 py-1 text-left text-2 hover:bg-hover"
          >
            <span className="foreign truncate">{name}</span>
            <Progress label={null} value={level} max={100} />
            <span className="text-right text-ink-2">{level}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
