import { Trans, useLingui } from '@lingui/react/macro';
import { useMemo, useRef, useState } from 'react';
import { byRisk } from '#shared/domain/supervision/risk.ts';
import type { BoardRow } from '#shared/protocol/board.ts';
import type { Refusal } from '#shared/protocol/errors.ts';
import { refusedWith } from '../../../bridge/bridge.ts';
import { openConversation } from '../../../state/jump.ts';
import { useRowActions } from '../../../state/row-actions.ts';
import { useVisitorName } from '../../../ui/names.ts';
import { useRefusalText } from '../../../ui/refusal-text.ts';
import { BoardList } from '../board-list.tsx';
import { isFiltered, passes, setFilter, useFilter } from '../filter.ts';
import { RowMenu } from '../row-menu.tsx';
import { useBoard } from '../store.ts';
import { ConversationHeads, ConversationLine } from './conversation-line.tsx';

/** All that is open, who is most at risk first. */
export function Conversations() {
  const { t } = useLingui();
  const rows = useBoard((s) => s.book.rows);
  const groups = useBoard((s) => s.book.groups);
  const filter = useFilter();
  const actions = useRowActions((s) => s.conversation);
  const visitorName = useVisitorName();
  const refusalText = useRefusalText();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const sorted = useMemo(() => {
    const within = (row: BoardRow) => groups.get(row.group?.id ?? '')?.within;
    const nameOf = ({ visitor }: BoardRow) => visitorName(visitor);
    const shown = [...rows.values()].filter((row) => passes(row, filter, nameOf));
    return byRisk(shown, within).map(({ k }) => k);
  }, [rows, groups, filter, visitorName]);
  // Of what is closed its line stays as it was, as long as one reads.
  const last = useRef(new Map<number, BoardRow>());
  const rowOf = (k: number): BoardRow | undefined => {
    const row = rows.get(k);
    if (row !== undefined) last.current.set(k, row);
    return row ?? last.current.get(k);
  };
  const open = (k: number) => {
    const row = rowOf(k);
    if (row === undefined) return;
    setRefusal(null);
    openConversation(row.id).catch((error: unknown) => setRefusal(refusedWith(error)));
  };
  return (
    <BoardList
      label={t`Conversations by risk`}
      name="conversations"
      sorted={sorted}
      rule={filter}
      height={38}
      title={
        <>
          <h2 className="font-bold">
            <Trans>Conversations</Trans>
          </h2>
          <span className="text-ink-3" data-testid="board-count">
            {sorted.length === rows.size ? rows.size : t`${sorted.length} of ${rows.size}`}
          </span>
          {refusal !== null && (
            <span role="alert" className="truncate text-bad">
              {refusalText(refusal)}
            </span>
          )}
        </>
      }
      heads={<ConversationHeads />}
      empty={
        isFiltered(filter) ? (
          <Trans>Nothing fits what is chosen.</Trans>
        ) : (
          <Trans>No conversation is open.</Trans>
        )
      }
      line={(k, look) => {
        const row = rowOf(k);
        if (row === undefined) return null;
        return (
          <ConversationLine
            row={row}
            isGone={!rows.has(k)}
            within={groups.get(row.group?.id ?? '')?.within}
            look={look}
            onOpen={() => open(k)}
          />
        );
      }}
      onOpen={open}
      menu={(k, at, close) => {
        const row = rowOf(k);
        if (row === undefined) return null;
        const { agent, group } = row;
        const own = [
          { title: t`Open the conversation`, run: () => open(k) },
          ...(agent === null
            ? []
            : [{ title: t`Only ${agent.name}`, run: () => setFilter({ agent: agent.id }) }]),
          ...(group === null
            ? []
            : [{ title: t`Only ${group.name}`, run: () => setFilter({ group: group.id }) }]),
        ];
        return <RowMenu at={at} row={row} own={own} actions={rows.has(k) ? actions : []} onClose={close} />;
      }}
    />
  );
}
