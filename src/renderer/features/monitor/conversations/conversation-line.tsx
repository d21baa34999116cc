import { useLingui } from '@lingui/react/macro';
import { Ellipsis, SquareArrowOutUpRight } from 'lucide-react';
import { memo } from 'react';
import { waitsSince } from '#shared/domain/supervision/risk.ts';
import type { BoardRow } from '#shared/protocol/board.ts';
import { Button } from '../../../ui/button.tsx';
import { useVisitorName } from '../../../ui/names.ts';
import { isSameLook, type LineLook } from '../board-list.tsx';
import { Since, Wait } from '../clock.tsx';
import { TroubleMarks } from './trouble-marks.tsx';

type ConversationLineProps = {
  readonly row: BoardRow;
  /** It was closed while somebody read the list. */
  readonly isGone: boolean;
  readonly within: number | undefined;
  readonly look: LineLook;
  readonly onOpen: () => void;
};

/** Columns of a line and of their heads; behind them there is room for two buttons. */
const columns =
  'grid grid-cols-[60px_minmax(0,1.2fr)_minmax(0,1fr)_minmax(0,0.8fr)_64px] items-center gap-2 pr-18 pl-3';

export function ConversationHeads() {
  const { t } = useLingui();
  return (
    <div className={`${columns} h-6`}>
      <span>{t`Wait`}</span>
      <span>{t`Customer`}</span>
      <span>{t`With`}</span>
      <span>{t`Group`}</span>
      <span className="truncate text-right">{t`Last reply`}</span>
    </div>
  );
}

const cell = 'foreign min-w-0 truncate';

/** One conversation: how long somebody waits, who, where it stands, whose it is, and what one can do. */
export const ConversationLine = memo(function ConversationLine({
  row,
  isGone,
  within,
  look,
  onOpen,
}: ConversationLineProps) {
  const { t } = useLingui();
  const visitorName = useVisitorName();
  const state = useStateText();
  const since = waitsSince(row);
  const name = visitorName(row.visitor);
  return (
    <>
      <div
        {...look.row}
        role="option"
        aria-selected={look.isPointed}
        tabIndex={-1}
        data-testid="board-row"
        data-conversation={row.id}
        data-gone={isGone || undefined}
        onDoubleClick={onOpen}
        onContextMenu={(event) => {
          event.preventDefault();
          look.openMenu({ x: event.clientX, y: event.clientY });
        }}
        className={`${columns} h-full border-line border-b text-2 hover:bg-hover ${look.isPointed ? 'outline-2 outline-focus -outline-offset-2' : ''} ${isGone ? 'text-ink-3 line-through' : ''}`}
      >
        <span className="tabular-nums">
          {since !== null && !isGone && <Wait since={since} within={within} title={t`Waits for an answer`} />}
        </span>
        <span className="flex min-w-0 items-center gap-1.5">
          <span className={`${cell} font-medium`}>{name}</span>
          {!isGone && <TroubleMarks row={row} />}
        </span>
        <span className={`${cell} ${row.agent === null ? 'text-ink-2' : ''}`}>
          {isGone ? t`Closed` : state(row)}
        </span>
        <span className={`${cell} text-ink-2`}>{row.group?.name}</span>
        <span className="text-right text-ink-3 tabular-nums" title={t`Since an agent wrote last`}>
          {row.replied !== null && !isGone ? <Since at={row.replied} /> : '–'}
        </span>
      </div>
      <span className="absolute top-1.25 right-3 flex">
        {/* The keyboard has Enter and the menu key. */}
        <Button
          look="icon"
          tabIndex={-1}
          aria-hidden="true"
          title={t`Open the conversation`}
          onClick={onOpen}
        >
          <SquareArrowOutUpRight size={13} aria-hidden="true" />
        </Button>
        <Button
          look="icon"
          tabIndex={-1}
          data-testid="board-row-menu"
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

/** What it is asked to do is about the same conversation, whenever that was made. */
function isSameLine(a: ConversationLineProps, b: ConversationLineProps): boolean {
  return a.row === b.row && a.isGone === b.isGone && a.within === b.within && isSameLook(a.look, b.look);
}

/** Where it stands, in words. */
function useStateText(): (row: BoardRow) => string {
  const { t } = useLingui();
  return ({ kind, status, agent, offered, guests }) => {
    if (offered !== null) return t`Asked: ${offered.name}`;
    if (agent !== null && status === 'active')
      return guests === 0 ? agent.name : t`${agent.name} and ${guests} more`;
    return kind === 'message' ? t`Message left` : t`In the queue`;
  };
}
