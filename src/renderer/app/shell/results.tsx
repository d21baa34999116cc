import { TranscriptLines } from '../../features/desk/transcript/transcript-lines.tsx';
import { OwnResults } from '../../features/quality/index.ts';

/** One's own results, with lines that look as they do in the desk. */
export function Results() {
  return <OwnResults lines={TranscriptLines} />;
}
