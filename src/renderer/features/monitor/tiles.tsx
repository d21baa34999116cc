import { Trans, useLingui } from '@lingui/react/macro';
import { Ellipsis, UserRound } from 'lucide-react';
import { useRef, useState } from 'react';
import type { BoardGroup } from '#shared/protocol/board.ts';
import { useRowActions } from '../../state/row-actions.ts';
import { Button } from '../../ui/button.tsx';
import { Wait } from './clock.tsx';
import { type AllFigures, type Figures, levelPercent, levelTone, noFigures } from './figures.ts';
import { noFilter, setFilter, useFilter } from './filter.ts';
import { OpenTag } from './open-tag.tsx';
import { type MenuAt, RowMenu } from './row-menu.tsx';
import { useBoard } from './store.ts';

/** One tile a group: a click shows its conversations alone. */
export function Tiles({ figures }: { readonly figures: AllFigures }) {
  const { t } = useLingui();
  const groups = useBoard((s) => s.book.groups);
  return (
    <ul
      aria-label={t`Groups`}
      data-region="board-groups"
      tabIndex={-1}
      className="flex max-h-50 shrink-0 flex-wrap gap-2 overflow-y-auto p-3"
    >
      {[...groups.values()].map((group) => (
        <Tile key={group.id} group={group} figures={figures.groups.get(group.id) ?? noFigures} />
      ))}
    </ul>
  );
}

export const levelColours = {
  none: 'text-ink-3',
  good: 'text-ink',
  near: 'font-bold text-warn',
  missed: 'font-bold text-bad',
} as const;

function Tile({ group, figures }: { readonly group: BoardGroup; readonly figures: Figures }) {
  const { t } = useLingui();
  const isChosen = useFilter((s) => s.group === group.id);
  const actions = useRowActions((s) => s.group);
  const [menu, setMenu] = useState<MenuAt | null>(null);
  const more = useRef<HTMLButtonElement>(null);
  const { id, name, free, percent, within, met, decided } = group;
  const level = levelPercent(group);
  const seconds = Math.round(within / 1000);
  return (
    <li className="relative">
      <button
        type="button"
        aria-pressed={isChosen}
        data-testid="board-tile"
        data-region-focus
        onClick={() => setFilter({ group: isChosen ? null : id })}
        onContextMenu={(event) => {
          event.preventDefault();
          setMenu({ x: event.clientX, y: event.clientY });
        }}
        className={`grid w-52 grid-cols-[minmax(0,1fr)] gap-0.5 rounded-3 border px-3 py-2 text-left ${isChosen ? 'border-accent bg-accent-soft' : 'border-line bg-panel hover:bg-hover'}`}
      >
        <span className="flex items-center gap-1.5 pr-5">
          <span className="foreign min-w-0 flex-1 truncate font-medium">{name}</span>
          <OpenTag group={group} />
        </span>
        <span className="flex items-baseline gap-1.5">
          <b className="font-bold text-6 leading-7">{figures.queued}</b>
          <span className="text-1 text-ink-2">
            <Trans>waiting</Trans>
          </span>
          {figures.queuedSince !== null && (
            <span className="ml-auto text-2">
              <Wait since={figures.queuedSince} within={within} title={t`Longest wait`} />
            </span>
          )}
        </span>
        <span className="flex items-center gap-1.5 text-1 text-ink-2">
          <span className={levelColours[levelTone(level, percent)]} data-testid="tile-level">
            {level === null ? '–' : `${level}%`}
          </span>
          <span
            title={t`Answered in time: ${met} of ${decided} who came in the last 30 minutes. They are only counted here; which they were is in the reports.`}
          >
            <Trans>
              of {percent}% in {seconds} s
            </Trans>
          </span>
          <span
            className="ml-auto inline-flex items-center gap-0.5"
            title={t`Agents who could be given one now`}
          >
            <UserRound size={12} aria-hidden="true" />
            <Trans>{free} free</Trans>
          </span>
        </span>
      </button>
      <span className="absolute top-1.5 right-1.5 flex">
        <Button
          ref={more}
          look="icon"
          aria-label={t`What can be done with ${name}`}
          aria-haspopup="menu"
          data-testid="tile-menu"
          onClick={(event) => {
            const box = event.currentTarget.getBoundingClientRect();
            setMenu({ x: box.left, y: box.bottom });
          }}
        >
          <Ellipsis size={14} aria-hidden="true" />
        </Button>
      </span>
      {menu !== null && (
        <RowMenu
          at={menu}
          row={group}
          own={[
            {
              title: t`Show who waits there`,
              run: () => setFilter({ ...noFilter, group: id, state: 'queued' }),
            },
          ]}
          actions={actions}
          onClose={() => {
            setMenu(null);
            more.current?.focus();
          }}
        />
      )}
    </li>
  );
}
