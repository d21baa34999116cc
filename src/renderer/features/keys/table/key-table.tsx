import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { textOfKeys, useBindings } from '../../../state/actions/keys.ts';
import { useActions } from '../../../state/actions/registry.ts';
import { Button } from '../../../ui/button.tsx';
import { useKeyRows } from '../key-rows.ts';
import type { TitlesOf } from '../palette/entries.ts';
import { useGroupNames } from '../use-group-names.ts';
import { KeyTableRow } from './key-row.tsx';
import { type Done, useRecording } from './use-recording.ts';

type KeyTableProps = {
  readonly titlesOf: TitlesOf;
  /** What is looked for by somebody else's field; null: it has one of its own. */
  readonly query: string | null;
};

/** Which keys do what, and the way to give others. */
export function KeyTable({ titlesOf, query }: KeyTableProps) {
  const { t } = useLingui();
  const [own, setOwn] = useState('');
  const bindings = useBindings();
  const groupNames = useGroupNames();
  const { recording, done, start, stop, swap, reset, resetAll, press } = useRecording();
  const asked = useKeyRows(query ?? own, titlesOf);
  const all = useKeyRows('', titlesOf);
  // The settings look for words anywhere, also in several actions: then all are shown.
  const groups = query !== null && asked.length === 0 ? all : asked;
  return (
    <section aria-label={t`Keyboard shortcuts`} data-testid="keys-table" className="grid gap-3">
      <div className="flex flex-wrap items-center gap-3">
        {query === null && (
          <input
            type="search"
            value={own}
            maxLength={60}
            aria-label={t`Find an action or keys`}
            placeholder={t`Find an action or keys`}
            data-testid="keys-field"
            onChange={(event) => setOwn(event.target.value)}
            className="h-7.5 w-64 rounded-2 border border-line-strong bg-panel px-2 outline-none placeholder:text-ink-3 focus-visible:border-accent focus-visible:outline-2 focus-visible:outline-focus"
          />
        )}
        <span className="min-w-0 flex-1 text-1 text-ink-2">
          <Trans>Press the keys of an action to give it others.</Trans>
        </span>
        <Button data-testid="keys-reset" disabled={Object.keys(bindings).length === 0} onClick={resetAll}>
          <Trans>All usual keys again</Trans>
        </Button>
      </div>
      <p role="status" data-testid="keys-done" className="sr-only">
        <DoneText done={done} />
      </p>
      {groups.length === 0 && (
        <p className="text-ink-2">
          <Trans>Nothing of that name.</Trans>
        </p>
      )}
      {groups.map(([group, rows]) => (
        <section key={group} aria-label={groupNames[group]}>
          <h2 className="pb-1 font-medium text-1 text-ink-2">{groupNames[group]}</h2>
          <ul className="rounded-3 border border-line bg-panel">
            {rows.map((row) => (
              <KeyTableRow
                key={row.id}
                row={row}
                recording={recording?.id === row.id ? recording : null}
                onStart={() => start(row.id)}
                onStop={stop}
                onPress={press}
                onSwap={(chord) => swap(row.id, chord)}
                onReset={() => reset(row.id)}
              />
            ))}
          </ul>
        </section>
      ))}
    </section>
  );
}

/** What was done, for whoever does not see it. */
function DoneText({ done }: { readonly done: Done | null }) {
  const { i18n } = useLingui();
  const action = useActions((s) => s.known.find((one) => one.id === done?.id));
  if (done === null) return null;
  if (action === undefined) return <Trans>All actions have their usual keys again.</Trans>;
  const title = i18n._(action.title);
  if (done.keys === null) return <Trans>{title} has no keys any more.</Trans>;
  const keys = textOfKeys(done.keys);
  return (
    <Trans>
      {title}: {keys} from now on.
    </Trans>
  );
}
