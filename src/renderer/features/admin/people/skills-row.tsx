import { Trans, useLingui } from '@lingui/react/macro';
import type { RoutingProfile } from '#shared/domain/routing/profile.ts';
import { Rows } from '../form/row.tsx';
import { SkillLevels } from '../parts/skill-levels.tsx';
import { usePlan } from '../state/plan.ts';
import { go } from '../state/view.ts';

type SkillsRowProps = {
  readonly skills: RoutingProfile['skills'];
  readonly onChange: (skills: RoutingProfile['skills']) => void;
};

/** What somebody can, and how well. */
export function SkillsRow({ skills, onChange }: SkillsRowProps) {
  const { t } = useLingui();
  const all = usePlan((s) => s.base?.plan.skills ?? null);
  return (
    <Rows label={t`Skills`}>
      {all !== null && all.length === 0 && skills.length === 0 ? (
        <p className="flex items-center gap-2 pt-1 text-2 text-ink-3">
          <Trans>There are no skills yet.</Trans>
          <button
            type="button"
            className="rounded-1 text-accent hover:underline"
            onClick={() => go({ section: 'skills', id: null })}
          >
            <Trans>Set them up</Trans>
          </button>
        </p>
      ) : (
        <SkillLevels all={all ?? []} chosen={skills} onChange={onChange} />
      )}
    </Rows>
  );
}
