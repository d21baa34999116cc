import { useLingui } from '@lingui/react/macro';
import { Ellipsis, Star } from 'lucide-react';
import { memo } from 'react';
import type { BoardAgent } from '#shared/protocol/board.ts';
import { Button } from '../../../ui/button.tsx';
import { StatusDot, useStatusText } from '../../../ui/status.tsx';
import { clockText } from '../../../ui/time.ts';
import { isSameLook, type LineLook } from '../board-list.tsx';
import { Since, Wait } from '../clock.tsx';
import type { Figures } from '../figures.ts';

/** Columns of a line and of their heads; behind them there is room for a button. */
const columns = 'grid grid-cols-[minmax(0,1fr)_44px_48px_52px] items-center gap-2 pr-10 pl-3';

export function AgentHeads() {
  const { t } = useLingui();
  return (
    <div className={`${columns} h-6`}>
      <span />
      <span className="text-right">{t`Load`}</span>
      <span className="text-right">{t`Wait`}</span>
      <span className="text-right">{t`Pace`}</span>
    </div>
  );
}

type AgentLineProps = {
  readonly agent: BoardAgent;
  readonly figures: Figures;
  readonly within: number | undefined;
  readonly isChosen: boolean;
  readonly look: LineLook;
  readonly onOnly: () => void;
};

/** One agent: status and since when, load, whose customer waits longest, how fast they answer, and how they were rated last. */
export const AgentLine = memo(function AgentLine({
  agent,
  figures,
  within,
  isChosen,
  look,
  onOnly,
}: AgentLineProps) {
  const { t, i18n } = useLingui();
  const statusText = useStatusText();
  const { name, load, capacity, response, rating, since } = agent;
  const isFull = load >= capacity;
  const score = rating?.score ?? 0;
  return (
    <>
      <div
        {...look.row}
        role="option"
        aria-selected={isChosen}
        tabIndex={-1}
        data-testid="board-agent"
        onDoubleClick={onOnly}
        onContextMenu={(event) => {
          event.preventDefault();
          look.openMenu({ x: event.clientX, y: event.clientY });
        }}
        className={`${columns} h-full border-line border-b text-2 ${isChosen ? 'bg-accent-soft' : 'hover:bg-hover'} ${look.isPointed ? 'outline-2 outline-focus -outline-offset-2' : ''}`}
      >
        <span className="grid min-w-0 grid-cols-[minmax(0,1fr)]">
          <span className="flex items-center gap-1.5">
            <StatusDot status={agent.status} />
            <span className="foreign min-w-0 truncate font-medium">{name}</span>
            {rating !== null && (
              <span
                className={`inline-flex shrink-0 items-center gap-px text-1 ${score <= 2 ? 'text-bad' : 'text-ink-2'}`}
                title={t`Rated last: ${score} of 5`}
              >
                <Star size={11} aria-hidden="true" className="fill-current" />
                <span className="sr-only">{t`Rated last: ${score} of 5`}</span>
                <span aria-hidden="true">{score}</span>
              </span>
            )}
          </span>
          <span className="foreign truncate pl-3.5 text-1 text-ink-2">
            {statusText(agent)}
            {since > 0 && (
              <>
                {' · '}
                <Since at={since} />
              </>
            )}
          </span>
        </span>
        <span
          className={`text-right tabular-nums ${isFull ? 'font-bold' : 'text-ink-2'}`}
          title={t`Conversations now, and how many at most`}
        >
          {load}/{capacity}
        </span>
        <span className="text-right tabular-nums">
          {figures.waitsSince === null ? (
            <span className="text-ink-3">–</span>
          ) : (
            <Wait
              since={figures.waitsSince}
              within={within}
              title={t`Their customer who has waited longest`}
            />
          )}
        </span>
        <span
          className="text-right text-ink-2 tabular-nums"
          title={t`How long customers waited for their answers, on average, in what they have now`}
        >
          {response === null ? '–' : `⌀ ${clockText(response * 1000, i18n.locale)}`}
        </span>
      </div>
      <span className="absolute top-2.5 right-2 flex">
        <Button
          look="icon"
          tabIndex={-1}
          aria-hidden="true"
          title={t`More`}
          onClick={(event) => {
            const box = event.currentTarget.getBoundingClientRect();
            look.openMenu({ x: box.left, y: box.bottom });
          }}
        >
          <Ellipsis size={14} aria-hidden="true" />
        </Button>
      </span>
    </>
  );
}, isSameLine);

/** What it is asked to do is about the same agent, whenever that was made. */
function isSameLine(a: AgentLineProps, b: AgentLineProps): boolean {
  const isSame = a.agent === b.agent && a.within === b.within && a.isChosen === b.isChosen;
  return isSame && a.figures.waitsSince === b.figures.waitsSince && isSameLook(a.look, b.look);
}
