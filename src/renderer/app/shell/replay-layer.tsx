import { TranscriptLines } from '../../features/desk/transcript/transcript-lines.tsx';
import { Replay } from '../../features/replay/index.ts';
import { useReplay } from '../../state/replay.ts';

/** A conversation that is played, above whatever part is on the screen. */
export function ReplayLayer() {
  const conversationId = useReplay((s) => s.conversationId);
  if (conversationId === null) return null;
  return <Replay key={conversationId} conversationId={conversationId} lines={TranscriptLines} />;
}
