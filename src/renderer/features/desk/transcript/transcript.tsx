import { Trans, useLingui } from '@lingui/react/macro';
import { readTranscript, useTranscript } from '../../../state/transcripts.ts';
import { Button } from '../../../ui/button.tsx';
import { useRefusalText } from '../../../ui/refusal-text.ts';
import { TranscriptScroll } from './transcript-scroll.tsx';

/** What was said in one conversation, or why it cannot be shown. */
export function Transcript({ id }: { readonly id: string }) {
  const { t } = useLingui();
  const transcript = useTranscript(id);
  const refusalText = useRefusalText();
  if (transcript.state === 'ready') return <TranscriptScroll id={id} transcript={transcript} />;
  return (
    <div className="relative min-h-0 flex-1 px-6 py-4">
      <span className="hue-stripe absolute inset-y-0 left-0 w-[3px] bg-hue" />
      {transcript.state === 'loading' ? (
        <div
          role="status"
          aria-label={t`Reading the conversation`}
          className="flex h-full flex-col justify-end gap-3"
        >
          <span className="ml-9 h-9 w-2/5 rounded-4 bg-sunk" />
          <span className="h-9 w-1/3 self-end rounded-4 bg-sunk" />
          <span className="ml-9 h-9 w-1/2 rounded-4 bg-sunk" />
        </div>
      ) : (
        <div role="alert" className="grid h-full place-content-center justify-items-center gap-2 text-center">
          <p className="font-bold">
            <Trans>The conversation could not be read.</Trans>
          </p>
          {transcript.refusal !== null && (
            <p className="text-2 text-ink-2">{refusalText(transcript.refusal)}</p>
          )}
          <Button onClick={() => void readTranscript(id)}>
            <Trans>Try again</Trans>
          </Button>
        </div>
      )}
    </div>
  );
}
