import { useLingui } from '@lingui/react/macro';
import { Download } from 'lucide-react';
import { useState } from 'react';
import type { FileRef } from '#shared/domain/attached.ts';
import { picturePath } from '#shared/ipc/picture-path.ts';
import { call, refusedWith } from '../../../bridge/bridge.ts';
import { notice } from '../../../state/notices.ts';
import { viewPictures } from '../../../state/viewer.ts';
import { FileIcon, isPicture, sizeText } from '../../../ui/files.tsx';
import { boxFor } from './box.ts';

/** What goes along with a message: pictures to be looked at, and files to be saved. */
export function FileList({
  files,
  conversationId,
}: {
  readonly files: readonly FileRef[];
  readonly conversationId: string;
}) {
  const pictures = files.filter(({ type }) => isPicture(type));
  const others = files.filter(({ type }) => !isPicture(type));
  return (
    <div className="flex flex-col gap-1 py-0.5" data-testid="files">
      {pictures.length > 0 && (
        <div className="flex flex-wrap gap-1">
          {pictures.map((file, at) => (
            <Picture
              key={file.id}
              file={file}
              alone={pictures.length === 1}
              onOpen={() => viewPictures(pictures, at)}
            />
          ))}
        </div>
      )}
      {others.map((file) => (
        <FileRow key={file.id} file={file} conversationId={conversationId} />
      ))}
    </div>
  );
}

type PictureProps = { readonly file: FileRef; readonly alone: boolean; readonly onOpen: () => void };

/** Its place is kept by its size before it is there: nothing jumps. */
function Picture({ file, alone, onOpen }: PictureProps) {
  const { t } = useLingui();
  const [failed, setFailed] = useState(false);
  const { width, height } = boxFor(file, alone ? 320 : 132);
  return (
    <button
      type="button"
      data-testid="picture"
      aria-label={t`Show ${file.name}`}
      title={file.name}
      onClick={onOpen}
      className="flex max-w-full items-center justify-center overflow-hidden rounded-2 border border-line bg-sunk"
      style={{ width, height }}
    >
      {failed ? (
        <span className="px-2 text-1 text-ink-3">{t`The picture cannot be shown right now.`}</span>
      ) : (
        <img
          src={picturePath('thumb', file.id, location.search)}
          alt=""
          width={width}
          height={height}
          loading="lazy"
          draggable={false}
          onError={() => setFailed(true)}
          className="size-full object-cover"
        />
      )}
    </button>
  );
}

type RowProps = { readonly file: FileRef; readonly conversationId: string };

function FileRow({ file, conversationId }: RowProps) {
  const { i18n, t } = useLingui();
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    try {
      await call('files.save', { id: file.id, name: file.name });
    } catch (error) {
      notice(conversationId, refusedWith(error));
    }
    setBusy(false);
  };
  return (
    <button
      type="button"
      data-testid="file"
      aria-label={t`Save ${file.name}`}
      disabled={busy}
      onClick={() => void save()}
      className="flex w-64 max-w-full items-center gap-2 rounded-2 border border-line bg-panel px-2 py-1.5 text-left hover:bg-hover disabled:opacity-55"
    >
      <FileIcon type={file.type} />
      <span className="min-w-0 flex-1">
        <span className="foreign block truncate text-2" title={file.name}>
          {file.name}
        </span>
        <span className="block text-0 text-ink-3">{sizeText(file.size, i18n.locale)}</span>
      </span>
      <Download size={14} aria-hidden="true" className="shrink-0 text-ink-3" />
    </button>
  );
}
