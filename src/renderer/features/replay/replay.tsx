import { Trans, useLingui } from '@lingui/react/macro';
import { X } from 'lucide-react';
import {
  type ComponentType,
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { Entry } from '#shared/domain/entry.ts';
import { comeBy, type Timeline, timelineOf, trueTimeAt } from '#shared/domain/replay/timeline.ts';
import { closeReplay } from '../../state/replay.ts';
import { useWholeTranscript } from '../../state/whole-transcript.ts';
import { Button } from '../../ui/button.tsx';
import { useVisitorName } from '../../ui/names.ts';
import { useRefusalText } from '../../ui/refusal-text.ts';
import { clockText, fullText } from '../../ui/time.ts';
import { useModal } from '../../ui/use-modal.ts';
import { Spoken } from './spoken.tsx';
import { Transport } from './transport.tsx';
import { usePlayer } from './use-player.ts';

type LinesProps = {
  readonly entries: readonly Entry[];
  readonly conversationId: string;
  readonly under?: (entry: Entry) => ReactNode;
};

type ReplayProps = {
  readonly conversationId: string;
  /** How a transcript looks: the desk knows. */
  readonly lines: ComponentType<LinesProps>;
};

/** A conversation played as it happened, with waits to scale. */
export function Replay({ conversationId, lines: Lines }: ReplayProps) {
  const { t, i18n } = useLingui();
  const nameOf = useVisitorName();
  const refusalText = useRefusalText();
  const dialog = useModal();
  const end = useRef<HTMLDivElement>(null);
  const [skip, setSkip] = useState<{ readonly on: boolean; readonly seconds: number }>({
    on: false,
    seconds: 30,
  });
  const { conversation, entries, complete, refusal } = useWholeTranscript(conversationId);
  const skipOver = skip.on ? skip.seconds * 1000 : null;
  const timeline = useMemo(() => timelineOf(entries, skipOver), [entries, skipOver]);
  const player = usePlayer(timeline);
  const count = comeBy(timeline, player.at);
  const shown = useMemo(() => entries.slice(0, count), [entries, count]);
  const event = timeline.events[count - 1];
  const time = trueTimeAt(timeline, player.at);
  // biome-ignore lint/correctness/useExhaustiveDependencies: with each line that comes
  useEffect(() => {
    end.current?.scrollIntoView({ block: 'end' });
  }, [count]);

  function press(key: KeyboardEvent): void {
    const on = key.target as HTMLElement;
    // What is typed into keeps its keys; and a button is pressed by space, as anywhere.
    if (key.nativeEvent.isComposing || key.ctrlKey || key.metaKey || key.altKey) return;
    if (on.matches('input[type="number"], input[type="checkbox"]')) return;
    if (key.key === ' ' && on.matches('button')) return;
    const does = {
      ' ': player.toggle,
      ArrowRight: player.next,
      ArrowLeft: player.previous,
      '+': () => player.faster(1),
      '=': () => player.faster(1),
      '-': () => player.faster(-1),
    }[key.key];
    if (does === undefined) return;
    key.preventDefault();
    does();
  }

  const gaps = useMemo(() => gapsAfter(timeline), [timeline]);

  return (
    <dialog
      ref={dialog}
      aria-label={t`Replay`}
      data-testid="replay"
      onClose={closeReplay}
      onKeyDown={press}
      className="m-auto flex h-[92vh] w-[min(1080px,94vw)] max-w-none flex-col overflow-hidden rounded-3 border border-line bg-sunk p-0 text-ink shadow-pop backdrop:bg-black/35"
    >
      <header className="flex h-11 shrink-0 items-center gap-3 border-line border-b bg-panel px-4 text-2">
        <h2 className="foreign min-w-0 max-w-[34%] truncate font-bold text-4">
          {conversation === null ? <Trans>Replay</Trans> : nameOf(conversation.visitor)}
        </h2>
        <p className="foreign min-w-0 flex-1 truncate text-ink-3" data-testid="replay-owner">
          <Holders
            owner={event?.owner?.name ?? null}
            guests={(event?.guests ?? []).map(({ name }) => name)}
          />
        </p>
        {entries.length > 0 && (
          <time className="shrink-0 text-ink-2 tabular-nums" data-testid="replay-moment">
            {fullText(timeline.startedAt + time, i18n.locale)}
          </time>
        )}
        <Button
          look="icon"
          aria-label={t`Close`}
          data-testid="replay-close"
          onClick={() => dialog.current?.close()}
        >
          <X size={16} aria-hidden="true" />
        </Button>
      </header>
      <section
        aria-label={t`Transcript`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable to be scrolled by keys
        tabIndex={0}
        className="min-h-0 flex-1 overflow-y-auto overflow-x-hidden px-6 py-3"
      >
        {refusal !== null && (
          <p role="alert" className="p-4 text-center text-2">
            {refusalText(refusal)}
          </p>
        )}
        {!complete && refusal === null && (
          <p role="status" className="p-4 text-center text-2 text-ink-3">
            <Trans>Asking the hub…</Trans>
          </p>
        )}
        {complete && (
          <Lines
            entries={shown}
            conversationId={conversationId}
            under={({ seq }) => <Silence gap={gaps.get(seq) ?? null} />}
          />
        )}
        <div ref={end} />
      </section>
      {complete && (
        <Transport
          timeline={timeline}
          player={player}
          time={time}
          waited={event?.waitingSince == null ? null : clockText(time - event.waitingSince, i18n.locale)}
          skip={skip}
          onSkip={setSkip}
        />
      )}
      <Spoken entry={shown.findLast(({ body }) => 'text' in body && body.text !== '') ?? null} />
    </dialog>
  );
}

/** How long each silence is that is not played, by the line before it. */
function gapsAfter({ events }: Timeline): ReadonlyMap<number, number> {
  const gaps = new Map<number, number>();
  for (const [i, { at, skipped }] of events.entries()) {
    const before = events[i - 1];
    if (skipped > 0 && before !== undefined) gaps.set(before.seq, at - before.at);
  }
  return gaps;
}

function Holders({ owner, guests }: { readonly owner: string | null; readonly guests: readonly string[] }) {
  const { i18n, t } = useLingui();
  const list = new Intl.ListFormat(i18n.locale, { type: 'conjunction' }).format(guests);
  const who = owner === null ? t`Nobody has it` : t`with ${owner}`;
  return guests.length === 0 ? who : t`${who}, guests: ${list}`;
}

/** The true length of what is not played. */
function Silence({ gap }: { readonly gap: number | null }) {
  const { i18n } = useLingui();
  if (gap === null) return null;
  const length = clockText(gap, i18n.locale);
  return (
    <p className="py-1 text-center text-1 text-ink-3" data-testid="replay-silence">
      <Trans>A silence of {length} is skipped</Trans>
    </p>
  );
}
