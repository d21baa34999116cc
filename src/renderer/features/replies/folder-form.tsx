import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { tidyFolder } from '#shared/domain/replies/folders.ts';
import type { Refusal } from '#shared/protocol/errors.ts';
import { refusedWith } from '../../bridge/bridge.ts';
import { meOf, useDeskApp } from '../../state/desk-app.ts';
import { Button } from '../../ui/button.tsx';
import { useRefusalText } from '../../ui/refusal-text.ts';
import { type Renamed, renameFolder } from './rename-folder.ts';

/** Gives the folder that is shown another name, or another place: a bar divides names. */
export function FolderForm({ folder }: { readonly folder: string }) {
  const { t } = useLingui();
  const refusalText = useRefusalText();
  const me = useDeskApp((s) => meOf(s.account));
  const [name, setName] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  /** What came of it, and of which folder it is said. */
  const [said, setSaid] = useState<{ readonly at: string; readonly came: Renamed | Refusal } | null>(null);
  const came = said?.at === folder ? said.came : null;
  const to = tidyFolder(name ?? '');
  const rename = async () => {
    if (me === null || to === '' || to === folder) return;
    setBusy(true);
    try {
      const result = await renameFolder(folder, to, me.role);
      setSaid(result.left > 0 ? { at: result.moved > 0 ? to : folder, came: result } : null);
      if (result.moved > 0) setName(null);
    } catch (error) {
      setSaid({ at: folder, came: refusedWith(error) });
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="px-4 pt-2">
      {name === null ? (
        <Button look="quiet" data-testid="folder-rename" onClick={() => setName(folder)}>
          <Trans>Rename this folder…</Trans>
        </Button>
      ) : (
        <form
          className="grid gap-1.5"
          onSubmit={(event) => {
            event.preventDefault();
            void rename();
          }}
          onKeyDown={(event) => {
            if (event.key === 'Escape' && !event.nativeEvent.isComposing) setName(null);
          }}
        >
          <input
            // biome-ignore lint/a11y/noAutofocus: it was asked for a moment ago
            autoFocus
            type="text"
            value={name}
            maxLength={120}
            spellCheck={false}
            aria-label={t`New name of the folder`}
            data-testid="folder-name"
            onChange={(event) => setName(event.target.value)}
            className="h-7.5 min-w-0 rounded-2 border border-line-strong bg-panel px-2 outline-none focus-visible:border-accent"
          />
          <span className="flex gap-1.5">
            <Button
              type="submit"
              look="primary"
              disabled={busy || to === '' || to === folder}
              data-testid="folder-save"
            >
              <Trans>Rename</Trans>
            </Button>
            <Button onClick={() => setName(null)}>
              <Trans>Cancel</Trans>
            </Button>
          </span>
        </form>
      )}
      {came !== null && (
        <p role="alert" data-testid="folder-trouble" className="pt-1.5 text-1 text-warn">
          {'code' in came
            ? refusalText(came)
            : t`${plural(came.left, {
                one: '# reply stays where it is: it is not yours to change, or was changed meanwhile.',
                other:
                  '# replies stay where they are: they are not yours to change, or were changed meanwhile.',
              })}`}
        </p>
      )}
    </div>
  );
}
