import { Trans, useLingui } from '@lingui/react/macro';
import { MonitorUp, Search, TriangleAlert, X } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { isFiltered, noFilter, type ShownState, setFilter, shownStates, useFilter } from './filter.ts';
import { useBoard } from './store.ts';

/** What of the board is shown, and the way to the big screen. */
export function Toolbar({ onWall }: { readonly onWall: () => void }) {
  const { t } = useLingui();
  const filter = useFilter();
  const agentName = useBoard((s) => s.book.agents.get(filter.agent ?? '')?.name);
  const groupName = useBoard((s) => s.book.groups.get(filter.group ?? '')?.name);
  const names: Record<ShownState, string> = {
    all: t`All`,
    waiting: t`Waiting`,
    queued: t`In the queue`,
    active: t`With an agent`,
    message: t`Messages left`,
  };
  return (
    <div
      role="toolbar"
      aria-label={t`What is shown`}
      className="flex shrink-0 flex-wrap items-center gap-2 px-3 pb-2"
    >
      <label className="flex h-6.5 w-50 items-center gap-1.5 rounded-2 border border-line-strong bg-panel px-2 focus-within:border-accent focus-within:outline-2 focus-within:outline-focus">
        <Search size={13} aria-hidden="true" className="shrink-0 text-ink-3" />
        <input
          type="text"
          value={filter.words}
          maxLength={80}
          spellCheck={false}
          aria-label={t`Find on the board`}
          placeholder={t`Customer, agent, group`}
          data-testid="board-words"
          onChange={(event) => setFilter({ words: event.target.value })}
          onKeyDown={(event) => {
            if (event.key === 'Escape' && !event.nativeEvent.isComposing) setFilter({ words: '' });
          }}
          className="min-w-0 flex-1 bg-transparent text-2 outline-none placeholder:text-ink-3"
        />
      </label>
      <fieldset className="flex items-center rounded-2 border border-line bg-panel p-px">
        <legend className="sr-only">
          <Trans>State</Trans>
        </legend>
        {shownStates.map((state) => (
          <button
            key={state}
            type="button"
            aria-pressed={filter.state === state}
            data-testid={`board-state-${state}`}
            onClick={() => setFilter({ state })}
            className={`h-6 whitespace-nowrap rounded-1 px-2 text-2 ${filter.state === state ? 'bg-accent-soft font-medium text-accent' : 'text-ink-2 hover:bg-hover'}`}
          >
            {names[state]}
          </button>
        ))}
      </fieldset>
      <Button
        aria-pressed={filter.trouble}
        data-testid="board-trouble"
        className={filter.trouble ? 'border-warn bg-warn-soft' : ''}
        onClick={() => setFilter({ trouble: !filter.trouble })}
      >
        <TriangleAlert size={13} aria-hidden="true" className="text-warn" />
        <Trans>In trouble</Trans>
      </Button>
      {groupName !== undefined && <Chip label={groupName} onEnd={() => setFilter({ group: null })} />}
      {agentName !== undefined && <Chip label={agentName} onEnd={() => setFilter({ agent: null })} />}
      {isFiltered(filter) && (
        <Button look="quiet" data-testid="board-all" onClick={() => setFilter(noFilter)}>
          <Trans>Show all</Trans>
        </Button>
      )}
      <span className="ml-auto">
        <Button data-testid="board-wall" onClick={onWall}>
          <MonitorUp size={13} aria-hidden="true" />
          <Trans>Wallboard</Trans>
        </Button>
      </span>
    </div>
  );
}

function Chip({ label, onEnd }: { readonly label: string; readonly onEnd: () => void }) {
  const { t } = useLingui();
  return (
    <span className="inline-flex h-6.5 max-w-48 items-center gap-1 rounded-2 bg-accent-soft pl-2 text-2 text-accent">
      <span className="foreign truncate">{label}</span>
      <button
        type="button"
        aria-label={t`No longer only ${label}`}
        onClick={onEnd}
        className="grid size-6 place-items-center rounded-1 hover:bg-hover"
      >
        <X size={12} aria-hidden="true" />
      </button>
    </span>
  );
}
