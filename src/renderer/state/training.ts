import type { SceneId } from '#shared/domain/training/script.ts';
import { createSlice } from './slice.ts';

type TrainingState = {
  /** Which simulated customers come; null: this desk is no training. */
  readonly scene: SceneId | null;
  /** Replies that were held before they left, and how many of them were sent all the same. */
  readonly held: number;
  readonly sentAnyway: number;
  /** Somebody wants to choose a scene. */
  readonly choosing: boolean;
};

export const useTraining = createSlice<TrainingState>(
  { scene: null, held: 0, sentAnyway: 0, choosing: false },
  'app',
);

/** The guard or the reply check has held a reply. */
export function countHeld(): void {
  useTraining.setState((s) => ({ held: s.held + 1 }));
}

export function countSentAnyway(): void {
  useTraining.setState((s) => ({ sentAnyway: s.sentAnyway + 1 }));
}

export function chooseTraining(choosing: boolean): void {
  useTraining.setState({ choosing });
}
