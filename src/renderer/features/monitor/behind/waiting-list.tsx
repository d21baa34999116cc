import { useMemo } from 'react';
import type { BoardRow } from '#shared/protocol/board.ts';
import { useVisitorName } from '../../../ui/names.ts';
import { Wait } from '../clock.tsx';
import { useBoard } from '../store.ts';
import { BehindLine } from './behind-line.tsx';

/** Who waits in the queue of that group, the longest first: exactly those whom its number counts. */
export function useWaitingIn(groupId: string): readonly BoardRow[] {
  const rows = useBoard((s) => s.book.rows);
  return useMemo(
    () =>
      [...rows.values()]
        .filter(({ kind, status, group }) => kind === 'live' && status === 'queued' && group?.id === groupId)
        .sort((a, b) => (a.queued ?? a.opened) - (b.queued ?? b.opened)),
    [rows, groupId],
  );
}

type WaitingListProps = {
  readonly rows: readonly BoardRow[];
  readonly within: number;
  readonly onOpen: (conversationId: string) => void;
};

export function WaitingList({ rows, within, onOpen }: WaitingListProps) {
  const visitorName = useVisitorName();
  return (
    <ul>
      {rows.map((row) => (
        <BehindLine
          key={row.id}
          name={visitorName(row.visitor)}
          value={<Wait since={row.queued ?? row.opened} within={within} title="" />}
          text={row.offered?.name ?? null}
          onOpen={() => onOpen(row.id)}
        />
      ))}
    </ul>
  );
}
