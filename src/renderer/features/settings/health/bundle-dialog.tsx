import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useId, useState } from 'react';
import type { BundleFile } from '#shared/ipc/support.ts';
import { call } from '../../../bridge/bridge.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';

type Bundle = { readonly id: string; readonly files: readonly BundleFile[] };
type State = 'gathering' | 'ready' | 'saving' | 'saved' | 'failed';

/** Everything that would be saved, to be read before it is: each file can be left out, and nothing else goes along. */
export function BundleDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useLingui();
  const [bundle, setBundle] = useState<Bundle | null>(null);
  const [state, setState] = useState<State>('gathering');
  const [shown, setShown] = useState('');
  const [without, setWithout] = useState<readonly string[]>([]);

  useEffect(() => {
    call('support.collect', {}).then(
      (found) => {
        setBundle(found);
        setShown(found.files[0]?.name ?? '');
        setState('ready');
      },
      () => setState('failed'),
    );
  }, []);

  const save = async (): Promise<void> => {
    if (bundle === null) return;
    setState('saving');
    try {
      const isSaved = await call('support.save', { id: bundle.id, without: [...without] });
      setState(isSaved ? 'saved' : 'ready');
    } catch {
      setState('failed');
    }
  };
  const files = bundle?.files ?? [];
  const kept = files.filter(({ name }) => !without.includes(name));
  return (
    <Dialog isWide testId="bundle" title={t`Support bundle`} onClose={onClose}>
      <p className="pt-1 text-2 text-ink-2">
        <Trans>
          No message, name or password is in it. Look at each file; what you leave out is not saved. It is
          saved where you say, and sent to nobody.
        </Trans>
      </p>
      {files.length > 0 && (
        <div className="grid grid-cols-[14rem_minmax(0,1fr)] gap-3 pt-3">
          <ul aria-label={t`Files`} className="grid content-start gap-px">
            {files.map(({ name }) => (
              <FileLine
                key={name}
                name={name}
                isShown={name === shown}
                isKept={!without.includes(name)}
                onShow={() => setShown(name)}
                onKeep={(keep) =>
                  setWithout(keep ? without.filter((one) => one !== name) : [...without, name])
                }
              />
            ))}
          </ul>
          <section
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a long text is scrolled by keys too
            tabIndex={0}
            aria-label={shown}
            className="h-[min(55vh,30rem)] overflow-auto rounded-2 border border-line bg-sunk"
          >
            <pre
              data-testid="bundle-text"
              className="foreign select-text whitespace-pre-wrap break-all p-2 text-1"
            >
              {files.find(({ name }) => name === shown)?.text}
            </pre>
          </section>
        </div>
      )}
      <div className="flex flex-wrap items-center justify-end gap-2 pt-3">
        <p role="status" className="min-w-0 flex-1 text-2 text-ink-2">
          {state === 'gathering' && t`Being put together…`}
          {state === 'saved' && t`Saved.`}
          {state === 'failed' && (
            <span className="text-bad">{t`That did not work. Try again, or another place.`}</span>
          )}
        </p>
        <Button onClick={onClose}>{state === 'saved' ? t`Close` : t`Cancel`}</Button>
        <Button
          look="primary"
          data-testid="bundle-save"
          disabled={bundle === null || state === 'saving' || kept.length === 0}
          onClick={() => void save()}
        >
          {t`Save the bundle…`}
        </Button>
      </div>
    </Dialog>
  );
}

type FileLineProps = {
  readonly name: string;
  readonly isShown: boolean;
  readonly isKept: boolean;
  readonly onShow: () => void;
  readonly onKeep: (keep: boolean) => void;
};

function FileLine({ name, isShown, isKept, onShow, onKeep }: FileLineProps) {
  const { t } = useLingui();
  const id = useId();
  return (
    <li
      data-testid="bundle-file"
      className={`flex items-center gap-2 rounded-2 px-1 ${isShown ? 'bg-accent-soft' : 'hover:bg-hover'}`}
    >
      <input
        id={id}
        type="checkbox"
        className="size-4 accent-accent"
        aria-label={t`Save ${name} too`}
        checked={isKept}
        onChange={(event) => onKeep(event.target.checked)}
      />
      <button
        type="button"
        aria-pressed={isShown}
        onClick={onShow}
        className={`min-h-7 min-w-0 flex-1 truncate text-left text-2 ${isKept ? '' : 'text-ink-3 line-through'}`}
      >
        {name}
      </button>
    </li>
  );
}
