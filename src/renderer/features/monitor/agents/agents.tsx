import { Trans, useLingui } from '@lingui/react/macro';
import { useMemo, useRef } from 'react';
import type { BoardAgent } from '#shared/protocol/board.ts';
import { useRowActions } from '../../../state/row-actions.ts';
import { BoardList } from '../board-list.tsx';
import { type Figures, noFigures } from '../figures.ts';
import { noFilter, setFilter, useFilter } from '../filter.ts';
import { RowMenu } from '../row-menu.tsx';
import { useBoard } from '../store.ts';
import { AgentHeads, AgentLine } from './agent-line.tsx';
import { byNeed } from './by-need.ts';

/** Everybody who serves: those whose customers wait longest first, then who is here, then the rest. */
export function Agents({ figures }: { readonly figures: ReadonlyMap<string, Figures> }) {
  const { t, i18n } = useLingui();
  const agents = useBoard((s) => s.book.agents);
  const rows = useBoard((s) => s.book.rows);
  const group = useFilter((s) => s.group);
  const chosen = useFilter((s) => s.agent);
  const actions = useRowActions((s) => s.agent);
  const sorted = useMemo(() => {
    const { compare } = new Intl.Collator(i18n.locale, { numeric: true });
    return [...agents.values()]
      .filter(({ groups }) => group === null || groups === null || groups.includes(group))
      .sort(byNeed((id) => figures.get(id) ?? noFigures, compare))
      .map(({ id }) => id);
  }, [agents, figures, group, i18n.locale]);
  const withinOf = useWithin();
  const last = useRef(new Map<string, BoardAgent>());
  const agentOf = (id: string): BoardAgent | undefined => {
    const agent = agents.get(id);
    if (agent !== undefined) last.current.set(id, agent);
    return agent ?? last.current.get(id);
  };
  // All that they have: what else was looked for does not hide some of it.
  const show = (id: string) => setFilter({ ...noFilter, group, agent: id });
  const only = (id: string) => (chosen === id ? setFilter({ agent: null }) : show(id));
  const here = sorted.filter((id) => agents.get(id)?.status === 'online').length;
  return (
    <div className="flex min-h-0 min-w-0 flex-col border-line border-l bg-panel">
      <BoardList
        label={t`Agents`}
        name="agents"
        sorted={sorted}
        rule={group}
        height={48}
        title={
          <>
            <h2 className="font-bold">
              <Trans>Agents</Trans>
            </h2>
            <span className="text-ink-3">
              <Trans>
                {here} of {sorted.length} online
              </Trans>
            </span>
          </>
        }
        heads={<AgentHeads />}
        empty={
          rows.size === 0 ? <Trans>Nobody works here yet.</Trans> : <Trans>Nobody serves this group.</Trans>
        }
        line={(id, look) => {
          const agent = agentOf(id);
          if (agent === undefined) return null;
          const own = figures.get(id) ?? noFigures;
          return (
            <AgentLine
              agent={agent}
              figures={own}
              within={withinOf(id)}
              isChosen={chosen === id}
              look={look}
              onOnly={() => only(id)}
            />
          );
        }}
        onOpen={only}
        menu={(id, at, close) => {
          const agent = agentOf(id);
          if (agent === undefined) return null;
          const own = [{ title: t`Conversations of ${agent.name}`, run: () => show(id) }];
          return <RowMenu at={at} row={agent} own={own} actions={actions} onClose={close} />;
        }}
      />
    </div>
  );
}

/** The shortest promise of the groups of whoever waits for that agent. */
function useWithin(): (agentId: string) => number | undefined {
  const rows = useBoard((s) => s.book.rows);
  const groups = useBoard((s) => s.book.groups);
  const shortest = useMemo(() => {
    const found = new Map<string, number>();
    for (const { agent, group, waiting, kind } of rows.values()) {
      const within = groups.get(group?.id ?? '')?.within;
      if (agent === null || waiting === null || within === undefined || kind === 'message') continue;
      found.set(agent.id, Math.min(found.get(agent.id) ?? Number.POSITIVE_INFINITY, within));
    }
    return found;
  }, [rows, groups]);
  return (id) => shortest.get(id);
}
