import { Trans, useLingui } from '@lingui/react/macro';
import { Ear, X } from 'lucide-react';
import type { Entry } from '#shared/domain/entry.ts';
import { createSlice } from '../../../state/slice.ts';
import { useTranscript } from '../../../state/transcripts.ts';
import { Button } from '../../../ui/button.tsx';
import { Bar } from '../offers/bar.tsx';

const useHeard = createSlice<{ readonly ids: ReadonlySet<string> }>({ ids: new Set() });

/** What was whispered to me since I wrote last, until I have put it away. */
function whispersIn(entries: readonly Entry[], meId: string, heard: ReadonlySet<string>): Entry[] {
  const last = entries.findLastIndex(({ body, author }) => body.kind === 'message' && author.id === meId);
  return entries
    .slice(last + 1)
    .filter(
      ({ id, author, body }) => body.kind === 'note' && body.whisper && author.id !== meId && !heard.has(id),
    );
}

/** Beside where I write: what who supervises says to me. The customer sees nothing of it. */
export function WhisperBar({ id, meId }: { readonly id: string; readonly meId: string }) {
  const { t } = useLingui();
  const { entries } = useTranscript(id);
  const heard = useHeard((s) => s.ids);
  const whispers = whispersIn(entries, meId, heard).slice(-3);
  if (whispers.length === 0) return null;
  const putAway = () =>
    useHeard.setState(({ ids }) => ({ ids: new Set([...ids, ...whispers.map((one) => one.id)]) }));
  return (
    <Bar
      name="whisper-bar"
      tone="whisper"
      icon={<Ear size={16} aria-hidden="true" className="text-whisper-line" />}
      action={
        <Button look="icon" data-testid="whisper-heard" aria-label={t`I have seen it`} onClick={putAway}>
          <X size={14} aria-hidden="true" />
        </Button>
      }
    >
      <div className="max-h-24 min-w-0 flex-1 overflow-y-auto py-0.75">
        {whispers.map(({ id: entryId, author, body }) => (
          <p key={entryId} className="foreign selectable whitespace-pre-wrap break-words">
            <b className="font-bold">
              <Trans>{author.name} whispers:</Trans>
            </b>{' '}
            {body.kind === 'note' ? body.text : ''}
          </p>
        ))}
        <p className="text-1 text-ink-2">
          <Trans>Only staff see this.</Trans>
        </p>
      </div>
    </Bar>
  );
}
