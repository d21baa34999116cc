import { Trans, useLingui } from '@lingui/react/macro';
import type { KeyboardEvent } from 'react';
import { useMemo, useState } from 'react';
import { TextInput } from '../form/inputs.tsx';
import type { ControlIds } from '../form/row.tsx';
import { allZones, offsetText, zonesFor } from '../model/zones.ts';

type ZoneInputProps = {
  readonly ids: ControlIds;
  readonly value: string;
  readonly onChange: (zone: string) => void;
};

/** More than this nobody reads: they type another letter. */
const most = 40;

/** A time zone by its name: what is typed finds, the arrows choose, Enter takes, Escape leaves it as it was. */
export function ZoneInput({ ids, value, onChange }: ZoneInputProps) {
  const { t, i18n } = useLingui();
  const [search, setSearch] = useState<string | null>(null);
  const [at, setAt] = useState(0);
  const isOpen = search !== null;
  const zones = useMemo(() => (isOpen ? allZones(i18n.locale) : []), [isOpen, i18n.locale]);
  const now = Date.now();
  const found = search === null ? [] : zonesFor(search, zones, most);
  const pointed = found[Math.min(at, found.length - 1)]?.id;
  const list = `${ids.id}-zones`;

  function take(zone: string | undefined): void {
    if (zone !== undefined) onChange(zone);
    setSearch(null);
  }

  function press(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      if (search === null) setSearch('');
      else setAt(Math.min(found.length - 1, Math.max(0, at + step)));
    }
    if (search === null || event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') take(pointed);
    if (event.key === 'Escape') {
      event.stopPropagation();
      setSearch(null);
    }
  }

  return (
    <div className="relative max-w-90">
      <TextInput
        {...ids}
        role="combobox"
        aria-expanded={isOpen}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={pointed === undefined ? undefined : `${list}-${pointed}`}
        data-testid="hours-zone"
        placeholder={t`City or region…`}
        value={search ?? value}
        maxLength={64}
        onChange={(event) => {
          setSearch(event.target.value);
          setAt(0);
        }}
        onFocus={(event) => event.target.select()}
        onBlur={() => setSearch(null)}
        onKeyDown={press}
      />
      {isOpen && (
        <div
          id={list}
          role="listbox"
          aria-label={t`Time zones`}
          className="absolute inset-x-0 top-8 z-20 max-h-64 overflow-y-auto rounded-3 border border-line bg-panel p-1 shadow-pop"
        >
          {found.length === 0 && (
            <p className="px-2 py-1 text-2 text-ink-3">
              <Trans>No time zone has this in its name.</Trans>
            </p>
          )}
          {found.map(({ id: zone, name }) => (
            // The keys are the field's.
            // biome-ignore lint/a11y/useKeyWithClickEvents: see above
            // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus
            <div
              key={zone}
              id={`${list}-${zone}`}
              role="option"
              aria-selected={zone === pointed}
              ref={(row) => {
                if (zone === pointed) row?.scrollIntoView({ block: 'nearest' });
              }}
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => take(zone)}
              className={`flex items-center gap-2 rounded-1 px-2 py-0.5 text-2 ${zone === pointed ? 'bg-accent-soft' : ''}`}
            >
              <span className="shrink-0">{zone}</span>
              <span className="min-w-0 flex-1 truncate text-1 text-ink-3">{name}</span>
              <span className="text-1 text-ink-3">{offsetText(zone, now)}</span>
            </div>
          ))}
        </div>
      )}
    </div>
  );
}
