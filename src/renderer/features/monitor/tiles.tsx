import { Trans, useLingui } from '@lingui/react/macro';
import { Ellipsis, UserRound } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';
import type { BoardGroup } from '#shared/protocol/board.ts';
import { useRowActions } from '../../state/row-actions.ts';
import { Button } from '../../ui/button.tsx';
import { closeBehind, type GroupFigure, lookBehind, useBehind } from './behind/behind.ts';
import { Wait } from './clock.tsx';
import { type AllFigures, type Figures, levelPercent, levelTone, noFigures } from './figures.ts';
import { noFilter, setFilter, useFilter } from './filter.ts';
import { OpenTag } from './open-tag.tsx';
import { type MenuAt, RowMenu } from './row-menu.tsx';
import { useBoard } from './store.ts';

/** One tile a group: a click shows its conversations alone, one on a number what that is made of. */
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

type TileNumberProps = {
  readonly group: string;
  readonly figure: GroupFigure;
  readonly title?: string;
  readonly children: ReactNode;
};

/** A number of the tile: a click shows what it is made of, another one closes that. */
function TileNumber({ group, figure, title, children }: TileNumberProps) {
  const isOpen = useBehind((s) => s.group === group && s.figure === figure);
  return (
    <button
      type="button"
      title={title}
      aria-expanded={isOpen}
      data-testid={`tile-${figure}-behind`}
      data-behind={`${group} ${figure}`}
      onClick={() => (isOpen ? closeBehind() : lookBehind(group, figure))}
      className={`relative -mx-1 inline-flex min-h-6 min-w-6 justify-center gap-1 rounded-1 px-1 hover:bg-hover hover:underline ${figure === 'waiting' ? 'items-baseline' : 'items-center'} ${isOpen ? 'bg-hover underline' : ''}`}
    >
      {children}
    </button>
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
      <div
        data-testid="board-tile"
        className={`grid w-52 grid-cols-[minmax(0,1fr)] rounded-3 border px-3 pt-2 pb-1 ${isChosen ? 'border-accent bg-accent-soft' : 'border-line bg-panel'}`}
      >
        <button
          type="button"
          aria-pressed={isChosen}
          aria-label={t`Only ${name}`}
          data-testid="tile-only"
          data-region-focus
          onClick={() => setFilter({ group: isChosen ? null : id })}
          onContextMenu={(event) => {
            event.preventDefault();
            setMenu({ x: event.clientX, y: event.clientY });
          }}
          className={`absolute inset-0 rounded-3 ${isChosen ? '' : 'hover:bg-hover'}`}
        />
        <span className="pointer-events-none relative flex items-center gap-1.5 pr-5">
          <span className="foreign min-w-0 flex-1 truncate font-medium">{name}</span>
          <OpenTag group={group} />
        </span>
        <span className="flex items-baseline gap-1.5">
          <TileNumber group={id} figure="waiting">
            <b className="font-bold text-6 leading-7">{figures.queued}</b>
            <span className="text-1 text-ink-2">
              <Trans>waiting</Trans>
            </span>
          </TileNumber>
          {figures.queuedSince !== null && (
            <span className="ml-auto text-2">
              <TileNumber group={id} figure="longest">
                <Wait since={figures.queuedSince} within={within} title={t`Longest wait`} />
              </TileNumber>
            </span>
          )}
        </span>
        <span className="flex items-center gap-1.5 text-1 text-ink-2">
          <TileNumber
            group={id}
            figure="level"
            title={t`Answered in time: ${met} of ${decided} who came in the last 30 minutes.`}
          >
            <span className={levelColours[levelTone(level, percent)]} data-testid="tile-level">
              {level === null ? '–' : `${level}%`}
            </span>
            <span>
              <Trans>
                of {percent}% in {seconds} s
              </Trans>
            </span>
          </TileNumber>
          <span className="ml-auto">
            <TileNumber group={id} figure="free" title={t`Agents who could be given one now`}>
              <UserRound size={12} aria-hidden="true" />
              <span>
                <Trans>{free} free</Trans>
              </span>
            </TileNumber>
          </span>
        </span>
      </div>
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
