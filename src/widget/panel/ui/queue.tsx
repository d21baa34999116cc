import { useEffect, useRef, useState } from 'preact/hooks';
import { createCalm } from '../calm.ts';
import { browserClock } from '../clock.ts';
import type { View } from '../model.ts';
import { placeWords, waitWords } from '../wait.ts';
import { opensWords } from './dates.ts';
import type { Words } from './words.ts';

type QueueProps = { readonly view: View; readonly words: Words; readonly leave: (() => void) | null };

/** Where the visitor stands, how long it takes, and how not to wait (B3). `leave` is null where they are leaving already. */
export function Queue({ view, words, leave }: QueueProps) {
  const { queue, line, service } = view;
  const isLate = line.is !== 'online';
  const place = queue ? placeWords(queue.place, words) : words.queueUnknown;
  const wait = isLate ? words.queueKept : queue ? waitWords(queue.wait, words) : '';
  const opens = service?.open === false && opensWords(service, view.locale, words);
  return (
    <div class="card queue" data-yk="queue">
      <p>
        <b data-yk="place">{place}</b>
        <span data-yk="wait">{opens || wait}</span>
      </p>
      {leave && (
        <button type="button" class="plain" data-yk="leave" onClick={leave}>
          {words.leaveInstead}
        </button>
      )}
      <Spoken
        text={queue && !isLate ? `${place}, ${wait}` : ''}
        about={`${queue?.place} ${queue?.wait === null}`}
      />
    </div>
  );
}

/**
 * The same for a screen reader: said anew when the place changes, not with every minute, and with a breath between.
 */
function Spoken({ text, about }: { text: string; about: string }) {
  const [said, say] = useState('');
  const calm = useRef<ReturnType<typeof createCalm> | null>(null);
  calm.current ??= createCalm(browserClock, say);
  const subject = text && about;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the words change oftener than what they are about
  useEffect(() => calm.current?.tell(text), [subject]);
  useEffect(() => () => calm.current?.stop(), []);
  return (
    <span class="unseen" role="status" data-yk="spoken">
      {said}
    </span>
  );
}
