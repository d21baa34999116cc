import { useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { rowOf } from '../../state/conversations.ts';
import { meOf, useDeskApp } from '../../state/desk-app.ts';
import { useHouse } from '../../state/house.ts';
import { setChoice, useSearch } from '../../state/search.ts';
import { type SearchChoice, type Span, spans } from '../../state/search-choice.ts';
import { useTabs } from '../../state/tabs.ts';
import { apart } from '../../ui/apart.ts';
import { useVisitorName } from '../../ui/names.ts';

/** What is left out. Each is reached by Tab and changed by space or arrows. */
export function Chips() {
  const { t } = useLingui();
  const choice = useSearch((s) => s.choice);
  const flip = <K extends 'status' | 'kind'>(name: K, value: SearchChoice[K]) => ({
    on: choice[name] === value,
    onFlip: () => setChoice({ [name]: choice[name] === value ? null : value }),
  });
  return (
    // biome-ignore lint/a11y/useSemanticElements: a row of switches, no part of a form
    <div
      role="group"
      aria-label={t`Filters`}
      className="flex flex-wrap items-center gap-1.5 border-line border-b px-4 py-2"
    >
      <Agents />
      <Spans />
      <Customer />
      <Chip {...flip('status', 'open')}>{t`Ongoing`}</Chip>
      <Chip {...flip('status', 'closed')}>{t`Closed`}</Chip>
      <Chip {...flip('kind', 'message')}>{t`Messages`}</Chip>
      <Chip {...flip('kind', 'note')}>{t`Notes`}</Chip>
      <Chip {...flip('kind', 'link')}>{t`Links`}</Chip>
      <Chip {...flip('kind', 'file')}>{t`Files`}</Chip>
    </div>
  );
}

type ChipProps = { readonly on: boolean; readonly onFlip: () => void; readonly children: ReactNode };

function Chip({ on, onFlip, children }: ChipProps) {
  return (
    <button
      type="button"
      aria-pressed={on}
      data-testid="search-chip"
      onClick={onFlip}
      className={`${chip} ${on ? 'border-accent bg-accent-soft font-medium text-accent' : 'border-line text-ink-2 hover:bg-hover'}`}
    >
      {children}
    </button>
  );
}

const chip = 'h-6 max-w-45 truncate rounded-full border px-2.5 text-1';
const select = `${chip} cursor-default bg-panel`;

function Agents() {
  const { t } = useLingui();
  const me = useDeskApp((s) => meOf(s.account));
  const people = useHouse((s) => s.people) ?? [];
  const agent = useSearch((s) => s.choice.agent);
  return (
    <select
      aria-label={t`Whose conversations`}
      data-testid="search-agent"
      value={agent ?? ''}
      onChange={(event) => setChoice({ agent: event.target.value === '' ? null : event.target.value })}
      className={`${select} ${agent === null ? 'border-line text-ink-2' : 'border-accent text-accent'}`}
    >
      <option value="">{t`All agents`}</option>
      {me !== null && <option value={me.id}>{t`Mine`}</option>}
      {people
        .filter(({ id }) => id !== me?.id)
        .map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
    </select>
  );
}

function Spans() {
  const { t } = useLingui();
  const { span, from, to } = useSearch((s) => s.choice);
  const names: Record<Span, string> = {
    any: t`Any time`,
    today: t`Today`,
    week: t`7 days`,
    month: t`30 days`,
    dates: t`From … to …`,
  };
  return (
    <>
      <select
        aria-label={t`When`}
        data-testid="search-span"
        value={span}
        onChange={(event) => setChoice({ span: spans.find((one) => one === event.target.value) ?? 'any' })}
        className={`${select} ${span === 'any' ? 'border-line text-ink-2' : 'border-accent text-accent'}`}
      >
        {spans.map((one) => (
          <option key={one} value={one}>
            {names[one]}
          </option>
        ))}
      </select>
      {span === 'dates' && (
        <>
          <input
            type="date"
            aria-label={t`From`}
            value={from}
            onChange={(e) => setChoice({ from: e.target.value })}
            className={`${select} border-line`}
          />
          <input
            type="date"
            aria-label={t`Until`}
            value={to}
            onChange={(e) => setChoice({ to: e.target.value })}
            className={`${select} border-line`}
          />
        </>
      )}
    </>
  );
}

/** The customer whose conversation is on the screen. */
function Customer() {
  const { t } = useLingui();
  const nameOf = useVisitorName();
  const chosen = useSearch((s) => s.choice.customer);
  const active = useTabs((s) => s.active);
  const visitor = active === null ? undefined : rowOf(active)?.conversation.visitor;
  const offered = chosen ?? (visitor === undefined ? null : { id: visitor.id, name: nameOf(visitor) });
  if (offered === null) return null;
  const name = apart(offered.name);
  return (
    <Chip on={chosen !== null} onFlip={() => setChoice({ customer: chosen === null ? offered : null })}>
      <span className="foreign">{t`Only ${name}`}</span>
    </Chip>
  );
}
