import { useLingui } from '@lingui/react/macro';
import { memo } from 'react';
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
  const { played } = timeline;
  return (
    <div className="relative grid h-8 content-end">
      <Marks timeline={timeline} />
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

/** Places of the line that marks can be told apart at. */
const places = 1000;

/** They stay as they are while the hand moves; of many at one place, as in a long conversation, one is drawn. */
const Marks = memo(function Marks({ timeline: { played, events, waits } }: Pick<ScrubberProps, 'timeline'>) {
  const share = (at: number) => (played === 0 ? 0 : (at / played) * 100);
  const drawn = new Map(
    events.map(({ played: at, mark }) => {
      const place = Math.round((share(at) / 100) * places);
      return [`${mark} ${place}`, { mark, left: (place / places) * 100 }] as const;
    }),
  );
  return (
    <div aria-hidden="true" className="pointer-events-none absolute inset-x-2 top-0 h-4">
      {waits.map(({ from, to }) => (
        <span
          key={from}
          className="absolute inset-y-1 rounded-[2px] bg-warn-soft outline outline-1 outline-warn/40"
          style={{ left: `${share(from)}%`, width: `${share(to - from)}%` }}
        />
      ))}
      {[...drawn].map(([key, { mark, left }]) => (
        <span key={key} className={`absolute w-px ${looks[mark]}`} style={{ left: `${left}%` }} />
      ))}
    </div>
  );
});
