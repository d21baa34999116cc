import { useLingui } from '@lingui/react/macro';
import { ChevronLeft, ChevronRight, Download, X, ZoomIn, ZoomOut } from 'lucide-react';
import { useState } from 'react';
import type { FileRef } from '#shared/domain/attached.ts';
import { picturePath } from '#shared/ipc/picture-path.ts';
import type { Refusal } from '#shared/protocol/errors.ts';
import { call, refusedWith } from '../../../bridge/bridge.ts';
import { closeViewer, useViewer, viewOther } from '../../../state/viewer.ts';
import { Button } from '../../../ui/button.tsx';
import { useRefusalText } from '../../../ui/refusal-text.ts';
import { useModal } from '../../../ui/use-modal.ts';

const steps = [0.25, 0.5, 1, 1.5, 2, 3, 4, 6] as const;

/** Looks at pictures large: arrows go on, + and - zoom, 0 fits, Esc ends. */
export function Viewer() {
  const { pictures, at } = useViewer();
  const file = pictures[at];
  return file === undefined ? null : <Shown key={file.id} file={file} at={at} count={pictures.length} />;
}

type ShownProps = { readonly file: FileRef; readonly at: number; readonly count: number };

function Shown({ file, at, count }: ShownProps) {
  const { t } = useLingui();
  const dialog = useModal();
  /** Null: it fits into the window. */
  const [zoom, setZoom] = useState<number | null>(null);
  /** Why it was not saved: a line behind this window would be seen by nobody. */
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const refusalText = useRefusalText();
  const save = async () => {
    setRefusal(null);
    await call('files.save', { id: file.id, name: file.name }).catch((error) =>
      setRefusal(refusedWith(error)),
    );
  };
  const step = (by: 1 | -1) => {
    const now = zoom ?? 1;
    setZoom((by > 0 ? steps.find((s) => s > now) : steps.findLast((s) => s < now)) ?? now);
  };
  const keys = new Map<string, () => void>([
    ['ArrowLeft', () => viewOther(-1)],
    ['ArrowRight', () => viewOther(1)],
    ['+', () => step(1)],
    ['=', () => step(1)],
    ['-', () => step(-1)],
    ['0', () => setZoom(null)],
  ]);
  const { width = 800, height = 600 } = file;
  const position = count > 1 ? `${at + 1} / ${count}` : '';
  return (
    <dialog
      ref={dialog}
      data-testid="viewer"
      aria-label={file.name}
      onClose={closeViewer}
      onKeyDown={(event) => {
        const does = event.ctrlKey || event.metaKey || event.altKey ? undefined : keys.get(event.key);
        if (does === undefined) return;
        event.preventDefault();
        does();
      }}
      className="m-auto flex h-[94vh] max-h-none w-[94vw] max-w-none flex-col rounded-3 border border-line bg-panel text-ink shadow-pop backdrop:bg-black/60"
    >
      <div className="flex h-10 shrink-0 items-center gap-1 border-line border-b px-2">
        <span className="foreign min-w-0 flex-1 truncate px-1 font-bold text-2">{file.name}</span>
        <span className="px-1 text-1 text-ink-3">{position}</span>
        <Button look="icon" aria-label={t`Smaller`} onClick={() => step(-1)}>
          <ZoomOut size={15} aria-hidden="true" />
        </Button>
        <Button look="icon" aria-label={t`Larger`} onClick={() => step(1)}>
          <ZoomIn size={15} aria-hidden="true" />
        </Button>
        <Button look="icon" aria-label={t`Save ${file.name}`} onClick={() => void save()}>
          <Download size={15} aria-hidden="true" />
        </Button>
        <Button look="icon" aria-label={t`Close`} onClick={() => dialog.current?.close()}>
          <X size={15} aria-hidden="true" />
        </Button>
      </div>
      {refusal !== null && (
        <p role="alert" data-testid="viewer-refusal" className="shrink-0 bg-bad-soft px-3 py-1.5 text-2">
          {refusalText(refusal)}
        </p>
      )}
      <div className="flex min-h-0 flex-1 bg-sunk">
        <Other label={t`Picture before`} off={at === 0} onClick={() => viewOther(-1)}>
          <ChevronLeft size={18} aria-hidden="true" />
        </Other>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what is larger than its window is scrolled by keys */}
        <section tabIndex={0} aria-label={file.name} className="flex min-w-0 flex-1 overflow-auto">
          <img
            src={picturePath('file', file.id, location.search)}
            alt={file.name}
            draggable={false}
            className={`m-auto ${zoom === null ? 'max-h-full max-w-full object-contain' : 'max-w-none'}`}
            style={zoom === null ? undefined : { width: width * zoom, height: height * zoom }}
          />
        </section>
        <Other label={t`Next picture`} off={at === count - 1} onClick={() => viewOther(1)}>
          <ChevronRight size={18} aria-hidden="true" />
        </Other>
      </div>
    </dialog>
  );
}

type OtherProps = {
  readonly label: string;
  readonly off: boolean;
  readonly onClick: () => void;
  readonly children: React.ReactNode;
};

function Other({ label, off, onClick, children }: OtherProps) {
  return (
    <Button
      look="icon"
      aria-label={label}
      disabled={off}
      onClick={onClick}
      className="h-full w-9 rounded-none"
    >
      {children}
    </Button>
  );
}
