import type { SceneId } from '#shared/domain/training/script.ts';
import { RefusalError } from '#shared/protocol/errors.ts';
import type { Handlers } from './registrar.ts';

export type TrainingParts = {
  /** Which scene this desk plays; null: it is no training. */
  readonly scene: SceneId | null;
  readonly open: (scene: SceneId) => void;
  readonly quit: () => void;
};

export function trainingHandlers({
  scene,
  open,
  quit,
}: TrainingParts): Handlers<'training.open' | 'training.end'> {
  return {
    'training.open': (input) => {
      open(input.scene);
      return null;
    },
    'training.end': () => {
      if (scene === null) throw new RefusalError('forbidden');
      quit();
      return null;
    },
  };
}
