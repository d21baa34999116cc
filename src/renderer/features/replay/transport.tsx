import { Trans, useLingui } from '@lingui/react/macro';
import { Pause, Play, SkipBack, SkipForward } from 'lucide-react';
import type { Timeline } from '#shared/domain/replay/timeline.ts';
import { Button } from '../../ui/button.tsx';
import { clockText } from '../../ui/time.ts';
import { Scrubber } from './scrubber.tsx';
import { type Player, speeds } from './use-player.ts';

type Skip = { readonly on: boolean; readonly seconds: number };

type TransportProps = {
  readonly timeline: Timeline;
  readonly player: Player;
  /** The true time, after the beginning. */
  readonly time: number;
  /** How long the customer has waited by then; null: they do not. */
  readonly waited: string | null;
  readonly skip: Skip;
  readonly onSkip: (skip: Skip) => void;
};

/** What plays it: space, the arrows, + and − do the same by keys. */
export function Transport({ timeline, player, time, waited, skip, onSkip }: TransportProps) {
  const { t, i18n } = useLingui();
  const { isPlaying, speed } = player;
  const clock = (at: number) => clockText(at, i18n.locale);
  return (
    <footer className="grid shrink-0 gap-2 border-line border-t bg-panel px-4 py-2.5 text-2">
      <Scrubber timeline={timeline} player={player} text={clock(time)} />
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <span className="flex items-center gap-1">
          <Button
            look="icon"
            aria-label={t`Line before (←)`}
            data-testid="replay-previous"
            onClick={player.previous}
          >
            <SkipBack size={15} aria-hidden="true" />
          </Button>
          <Button
            look="primary"
            data-testid="replay-play"
            title={isPlaying ? t`Pause (space)` : t`Play (space)`}
            onClick={player.toggle}
          >
            {isPlaying ? <Pause size={14} aria-hidden="true" /> : <Play size={14} aria-hidden="true" />}
            {isPlaying ? <Trans>Pause</Trans> : <Trans>Play</Trans>}
          </Button>
          <Button look="icon" aria-label={t`Next line (→)`} data-testid="replay-next" onClick={player.next}>
            <SkipForward size={15} aria-hidden="true" />
          </Button>
        </span>
        <span className="text-ink-2 tabular-nums" data-testid="replay-time">
          {clock(time)} / {clock(timeline.length)}
        </span>
        <fieldset aria-label={t`Speed`} className="flex rounded-2 border border-line">
          {speeds.map((one) => (
            <button
              key={one}
              type="button"
              aria-pressed={speed === one}
              data-testid={`replay-speed-${one}`}
              onClick={() => player.setSpeed(one)}
              className={`h-6.5 px-2 first:rounded-l-2 last:rounded-r-2 ${speed === one ? 'bg-accent font-medium text-on-accent' : 'hover:bg-hover'}`}
            >
              {one}×
            </button>
          ))}
        </fieldset>
        <span className="flex items-center gap-1.5">
          <label className="flex items-center gap-1.5">
            <input
              type="checkbox"
              checked={skip.on}
              data-testid="replay-skip"
              onChange={({ target }) => onSkip({ ...skip, on: target.checked })}
            />
            <Trans>Skip silences longer than</Trans>
          </label>
          <input
            type="number"
            min={1}
            max={3600}
            value={skip.seconds}
            aria-label={t`Seconds of silence`}
            onChange={({ target }) =>
              onSkip({ ...skip, seconds: Math.min(3600, Math.max(1, Math.round(Number(target.value) || 1))) })
            }
            className="h-6.5 w-16 rounded-2 border border-line-strong bg-panel px-2"
          />
          <Trans>s</Trans>
        </span>
        <span className="ml-auto min-h-5 text-warn" data-testid="replay-wait">
          {waited !== null && <Trans>The customer has waited {waited}</Trans>}
        </span>
      </div>
    </footer>
  );
}
