import { useLingui } from '@lingui/react/macro';
import type { ReplayMark, Timeline } from '#shared/domain/replay/timeline.ts';
import type { Player } from './use-player.ts';

type ScrubberProps = { readonly timeline: Timeline; readonly player: Player; readonly text: string };

/** By height and place too, not by colour alone: customers below, staff above, what happened to it over all of it. */
const looks: Readonly<Record<ReplayMark, string>> = {
  customer: 'bottom-0 h-2 bg-accent',
  staff: 'top-0 h-2 bg-ink-2',
  note: 'top-0 h-2 bg-note-line',
  changed: 'top-1 h-2 bg-ink-3',
  handed: 'inset-y-0 bg-warn',
  closed: 'inset-y-0 bg-bad',
  other: 'inset-y-0 bg-line-strong',
};

/** Where one is in it, with marks for what came, and the waits in which a customer had no answer. */
export function Scrubber({ timeline, player, text }: ScrubberProps) {
  const { t } = useLingui();
  const { played, events, waits } = timeline;
  const share = (at: number) => (played === 0 ? 0 : (at / played) * 100);
  return (
    <div className="relative grid h-8 content-end">
      <div aria-hidden="true" className="pointer-events-none absolute inset-x-2 top-0 h-4">
        {waits.map(({ from, to }) => (
          <span
            key={from}
            className="absolute inset-y-1 rounded-[2px] bg-warn-soft outline outline-1 outline-warn/40"
            style={{ left: `${share(from)}%`, width: `${share(to - from)}%` }}
          />
        ))}
        {events.map(({ seq, played: at, mark }) => (
          <span key={seq} className={`absolute w-px ${looks[mark]}`} style={{ left: `${share(at)}%` }} />
        ))}
      </div>
      <input
        type="range"
        min={0}
        max={Math.max(1, played)}
        step={1}
        value={player.at}
        aria-label={t`Place in the conversation`}
        aria-valuetext={text}
        data-testid="replay-scrubber"
        onChange={({ target }) => player.seek(Number(target.value))}
        className="h-4 w-full accent-accent"
      />
    </div>
  );
}
