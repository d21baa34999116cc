import { scenes } from '#shared/domain/training/scenes.ts';
import { scoreCustomer, scoreTraining, type TrainingScore } from '#shared/domain/training/score.ts';
import type { SceneId } from '#shared/domain/training/script.ts';
import { call } from '../../bridge/bridge.ts';
import { useConversations } from '../../state/conversations.ts';
import { useTraining } from '../../state/training.ts';

/** More than a scripted conversation ever has. */
const limit = 200;

/** The score so far, by the transcripts of this desk. */
export async function scoreOf(scene: SceneId): Promise<TrainingScore> {
  const rows = [...useConversations.getState().rows.values()];
  const customers = await Promise.all(
    scenes[scene].map(async (script) => {
      const row = rows.find(({ conversation }) => conversation.visitor.name === script.name);
      if (row === undefined) return scoreCustomer(script, []);
      const { entries } = await call('conversations.open', { conversationId: row.conversation.id, limit });
      return scoreCustomer(script, entries);
    }),
  );
  return scoreTraining(customers, useTraining.getState());
}
