import { Trans, useLingui } from '@lingui/react/macro';
import { GraduationCap } from 'lucide-react';
import { useState } from 'react';
import { scenes } from '#shared/domain/training/scenes.ts';
import type { TrainingScore } from '#shared/domain/training/score.ts';
import type { SceneId } from '#shared/domain/training/script.ts';
import { useConversations } from '../../state/conversations.ts';
import { Button } from '../../ui/button.tsx';
import { ScoreCard } from './score-card.tsx';
import { scoreOf } from './score-of.ts';
import { useSceneNames } from './use-scene-names.ts';

/** Says above all that nobody here is real, how far it is, and ends with a score. */
export function TrainingBar({ scene }: { readonly scene: SceneId }) {
  const { t } = useLingui();
  const names = useSceneNames();
  const [score, setScore] = useState<TrainingScore | null>(null);
  const scripts = scenes[scene];
  const came = useConversations(
    (s) =>
      scripts.filter(({ name }) => [...s.rows.values()].some((r) => r.conversation.visitor.name === name))
        .length,
  );
  const closed = useConversations(
    (s) => [...s.rows.values()].filter(({ conversation }) => conversation.status === 'closed').length,
  );
  const { length } = scripts;
  return (
    <div
      role="status"
      data-testid="training-bar"
      className="flex shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-line border-b bg-accent-soft px-4 py-1.5 text-2"
    >
      <GraduationCap size={15} aria-hidden="true" className="shrink-0 text-accent" />
      <p className="min-w-0 flex-1">
        <b className="font-bold">
          <Trans>Training: {names[scene].name}.</Trans>
        </b>{' '}
        <Trans>All customers are simulated. Answer, close, and see your score.</Trans>{' '}
        <span className="text-ink-2">{t`${came} of ${length} have come, ${closed} closed`}</span>
      </p>
      <Button
        look={closed === length ? 'primary' : 'plain'}
        data-testid="training-score"
        onClick={() => void scoreOf(scene).then(setScore)}
      >
        <Trans>End and score</Trans>
      </Button>
      {score !== null && <ScoreCard score={score} onClose={() => setScore(null)} />}
    </div>
  );
}
