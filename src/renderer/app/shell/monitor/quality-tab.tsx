import { TranscriptLines } from '../../../features/desk/transcript/transcript-lines.tsx';
import { Quality } from '../../../features/quality/index.ts';

/** Quality, with lines that look as they do in the desk. */
export function QualityTab() {
  return <Quality lines={TranscriptLines} />;
}
