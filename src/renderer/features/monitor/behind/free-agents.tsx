import { Trans, useLingui } from '@lingui/react/macro';
import { useMemo } from 'react';
import type { BoardAgent } from '#shared/protocol/board.ts';
import { StatusDot, useStatusText } from '../../../ui/status.tsx';
import { noFilter, setFilter } from '../filter.ts';
import { useBoard } from '../store.ts';
import { useBehind } from './behind.ts';

/** Who of that group is here: those who have room first. */
export function useAgentsOf(groupId: string): readonly BoardAgent[] {
  const { i18n } = useLingui();
  const agents = useBoard((s) => s.book.agents);
  return useMemo(() => {
    const { compare } = new Intl.Collator(i18n.locale, { numeric: true });
    return [...agents.values()]
      .filter(({ status, groups }) => status !== 'offline' && (groups === null || groups.includes(groupId)))
      .sort((a, b) => Number(hasRoom(b)) - Number(hasRoom(a)) || compare(a.name, b.name));
  }, [agents, groupId, i18n.locale]);
}

const hasRoom = ({ status, load, capacity }: BoardAgent): boolean => status === 'online' && load < capacity;

/** Each with why they could be given one, or could not. */
export function FreeAgents({ agents }: { readonly agents: readonly BoardAgent[] }) {
  const { t } = useLingui();
  const statusText = useStatusText();
  const group = useBehind((s) => s.group);
  if (agents.length === 0)
    return (
      <p className="p-3 text-2 text-ink-2">
        <Trans>Nobody of this group is here.</Trans>
      </p>
    );
  return (
    <ul>
      {agents.map((agent) => (
        <li key={agent.id} className="border-line border-b">
          <button
            type="button"
            data-testid="behind-agent"
            data-free={hasRoom(agent) || undefined}
            onClick={() => setFilter({ ...noFilter, group, agent: agent.id })}
            className={`flex w-full items-center gap-2 px-3 py-1.5 text-left hover:bg-hover ${hasRoom(agent) ? '' : 'text-ink-2'}`}
          >
            <StatusDot status={agent.status} />
            <span className="grid min-w-0 flex-1">
              <span className="foreign truncate text-2">{agent.name}</span>
              <span className="foreign truncate text-1 text-ink-2">
                {agent.status !== 'online' ? statusText(agent) : hasRoom(agent) ? t`Has room` : t`Full`}
              </span>
            </span>
            <span className="shrink-0 text-2 tabular-nums" title={t`Conversations now, and how many at most`}>
              {agent.load}/{agent.capacity}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
