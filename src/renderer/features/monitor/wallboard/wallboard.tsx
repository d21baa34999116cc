import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { X } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { useEffect } from 'react';
import type { BoardAgent, BoardGroup } from '#shared/protocol/board.ts';
import { useDeskApp } from '../../../state/desk-app.ts';
import { secondText } from '../../../ui/time.ts';
import { useHubSecond, Wait } from '../clock.tsx';
import { type AllFigures, levelPercent, levelTone, noFigures } from '../figures.ts';
import { usePaused } from '../open-tag.tsx';
import { useBoard } from '../store.ts';
import { levelColours } from '../tiles.tsx';

type WallboardProps = { readonly figures: AllFigures; readonly onLeave: () => void };

/**
 * The board for a screen on the wall, which everybody sees who comes by: figures alone, no name of a customer or an
 * agent and no word of anybody. Esc leaves it.
 */
export function Wallboard({ figures, onLeave }: WallboardProps) {
  const { t } = useLingui();
  const groups = useBoard((s) => s.book.groups);
  const agents = useBoard((s) => s.book.agents);
  useFullScreen();
  const of = (status: BoardAgent['status']) =>
    [...agents.values()].filter((one) => one.status === status).length;
  return (
    <Dialog.Root open modal={false} onOpenChange={(open) => !open && onLeave()}>
      <Dialog.Portal container={document.querySelector<HTMLElement>('.shell')}>
        <Dialog.Content
          aria-describedby={undefined}
          data-testid="wallboard"
          className="fixed inset-0 z-60 flex flex-col gap-[2vh] overflow-hidden bg-bg p-[2vw] text-ink outline-none"
          onInteractOutside={(event) => event.preventDefault()}
        >
          <Dialog.Title className="sr-only">{t`Wallboard`}</Dialog.Title>
          <div className="flex items-baseline gap-[2vw] text-wall-2">
            <Figure
              value={figures.all.queued}
              label={<Plural value={figures.all.queued} one="waits" other="wait" />}
            />
            <Figure value={figures.all.served} label={<Trans>served</Trans>} />
            <Figure value={of('online')} label={<Trans>online</Trans>} />
            <Figure value={of('busy')} label={<Trans>busy</Trans>} />
            <Figure value={of('away')} label={<Trans>away</Trans>} />
            <span className="ml-auto inline-flex items-baseline gap-[1vw] text-wall-1 text-ink-2">
              <Now />
            </span>
            <Dialog.Close
              aria-label={t`Leave the wallboard`}
              title={t`Leave the wallboard (Esc)`}
              className="self-center rounded-2 p-1 text-ink-3 hover:bg-hover hover:text-ink"
            >
              <X size={20} aria-hidden="true" />
            </Dialog.Close>
          </div>
          <ul
            aria-label={t`Groups`}
            className="grid min-h-0 flex-1 auto-rows-fr grid-cols-[repeat(auto-fit,minmax(24vw,1fr))] gap-[1.2vw]"
          >
            {[...groups.values()].map((group) => {
              const own = figures.groups.get(group.id) ?? noFigures;
              const { free } = group;
              const level = levelPercent(group);
              return (
                <li
                  key={group.id}
                  data-testid="wall-tile"
                  className="flex min-h-0 flex-col justify-between overflow-hidden rounded-4 border border-line bg-panel px-[1.5vw] py-[1vh]"
                >
                  <span className="flex items-baseline gap-[1vw] text-wall-1">
                    <b className="foreign min-w-0 flex-1 truncate font-bold">{group.name}</b>
                    <Closed group={group} />
                  </span>
                  <span className="flex items-baseline justify-between gap-[1vw]">
                    <b className="font-bold text-wall-3 leading-none">{own.queued}</b>
                    <span className="text-wall-2">
                      {own.queuedSince === null ? (
                        <span className="text-ink-3">–</span>
                      ) : (
                        <Wait since={own.queuedSince} within={group.within} title={t`Longest wait`} />
                      )}
                    </span>
                  </span>
                  <span className="flex items-baseline justify-between text-wall-1">
                    <span className={levelColours[levelTone(level, group.percent)]}>
                      {level === null ? '–' : `${level}%`}
                      <span className="font-normal text-ink-2"> / {group.percent}%</span>
                    </span>
                    <span className="text-ink-2">
                      <Trans>{free} free</Trans>
                    </span>
                  </span>
                </li>
              );
            })}
          </ul>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Figure({ value, label }: { readonly value: number; readonly label: React.ReactNode }) {
  return (
    <span className="inline-flex items-baseline gap-[0.6vw]">
      <b className="font-bold">{value}</b>
      <span className="text-ink-2 text-wall-1">{label}</span>
    </span>
  );
}

/** That nothing of it is given to anybody now. */
function Closed({ group: { id, open } }: { readonly group: BoardGroup }) {
  const paused = usePaused(id);
  if (paused !== undefined)
    return (
      <span className="font-bold text-warn">
        <Trans>Paused</Trans>
      </span>
    );
  if (open) return null;
  return (
    <span className="text-ink-2">
      <Trans>Outside hours</Trans>
    </span>
  );
}

/** The time by the hub, or as of when this is. */
function Now() {
  const { i18n } = useLingui();
  const now = useHubSecond();
  const { state, since } = useDeskApp((s) => s.connection);
  const time = secondText(state === 'connected' ? now : since, i18n.locale);
  if (state === 'connected') return time;
  return (
    <span className="font-bold text-warn" data-testid="wall-as-of">
      <Trans>As of {time}</Trans>
    </span>
  );
}

/** The whole screen where the system lets us; else the whole window. */
function useFullScreen(): void {
  useEffect(() => {
    const { documentElement: page } = document;
    // Refused, it fills the window all the same.
    page.requestFullscreen?.().catch(() => undefined);
    return () => {
      if (document.fullscreenElement !== null) void document.exitFullscreen();
    };
  }, []);
}
