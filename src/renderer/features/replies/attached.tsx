import { Trans, useLingui } from '@lingui/react/macro';
import { LoaderCircle, Paperclip, X } from 'lucide-react';
import { useRef } from 'react';
import type { FileRef } from '#shared/domain/attached.ts';
import { picturePath } from '#shared/ipc/picture-path.ts';
import { maxFiles } from '#shared/protocol/limits.ts';
import { useDeskApp } from '../../state/desk-app.ts';
import { Button } from '../../ui/button.tsx';
import { FileIcon, isPicture, sizeText } from '../../ui/files.tsx';
import { useRefusalText } from '../../ui/refusal-text.ts';
import type { Draft } from './model.ts';
import { attach, edit, useEditor } from './state.ts';

/** What goes with the text, whenever the reply is sent. */
export function Attached({ draft, isFixed }: { readonly draft: Draft; readonly isFixed: boolean }) {
  const { t } = useLingui();
  const { id, content } = draft;
  const input = useRef<HTMLInputElement>(null);
  const known = useEditor((s) => s.files);
  const sending = useEditor((s) => s.sending);
  const failed = useEditor((s) => (s.failed?.id === id ? s.failed : null));
  const refusalText = useRefusalText();
  const isConnected = useDeskApp((s) => s.connection.state === 'connected');
  const files = content.files.flatMap((file) => known.get(file) ?? []);
  const coming = sending.filter((one) => one.id === id);
  if (isFixed && files.length === 0) return null;
  return (
    <fieldset className="grid min-w-0 content-start gap-1.5" aria-label={t`Attachments`}>
      <span className="font-medium text-2 text-ink-2">
        <Trans>Attachments</Trans>
      </span>
      {files.length + coming.length > 0 && (
        <ul className="flex flex-wrap gap-1.5" data-testid="reply-files">
          {files.map((file) => (
            <Kept
              key={file.id}
              file={file}
              onRemove={
                isFixed ? null : () => edit(id, { files: content.files.filter((one) => one !== file.id) })
              }
            />
          ))}
          {coming.map(({ key, name }) => (
            <li key={key} className={`${item} pr-2 text-ink-3`}>
              <LoaderCircle
                size={15}
                aria-hidden="true"
                className="shrink-0 animate-spin motion-reduce:animate-none"
              />
              <span className="foreign min-w-0 truncate">{name}</span>
            </li>
          ))}
        </ul>
      )}
      {failed !== null && (
        <p role="alert" data-testid="reply-file-trouble" className="text-1 text-bad">
          <span className="foreign">{failed.name}</span>: {refusalText(failed.refusal)}
        </p>
      )}
      {!isFixed && (
        <div className="flex items-center gap-2">
          <input
            ref={input}
            type="file"
            multiple
            hidden
            data-testid="reply-file-input"
            onChange={(event) => {
              void attach(id, [...(event.target.files ?? [])]);
              event.target.value = '';
            }}
          />
          <Button
            data-testid="reply-attach"
            disabled={!isConnected || content.files.length + coming.length >= maxFiles}
            onClick={() => input.current?.click()}
          >
            <Paperclip size={13} aria-hidden="true" />
            <Trans>Attach files</Trans>
          </Button>
          {files.length === 0 && coming.length === 0 && (
            <span className="text-1 text-ink-3">
              <Trans>They are sent along with the text.</Trans>
            </span>
          )}
        </div>
      )}
    </fieldset>
  );
}

const item = 'flex h-9 max-w-56 items-center gap-2 rounded-2 border border-line bg-panel pr-1 pl-1.5 text-1';

function Kept({ file, onRemove }: { readonly file: FileRef; readonly onRemove: (() => void) | null }) {
  const { t, i18n } = useLingui();
  return (
    <li className={item}>
      {isPicture(file.type) ? (
        <img
          src={picturePath('thumb', file.id, location.search)}
          alt=""
          className="size-7 rounded-1 object-cover"
        />
      ) : (
        <FileIcon type={file.type} />
      )}
      <span className="min-w-0 flex-1 pr-1">
        <span className="foreign block truncate text-ink" title={file.name}>
          {file.name}
        </span>
        <span className="block text-0 text-ink-3">{sizeText(file.size, i18n.locale)}</span>
      </span>
      {onRemove !== null && (
        <Button look="icon" aria-label={t`Remove ${file.name}`} onClick={onRemove}>
          <X size={13} aria-hidden="true" />
        </Button>
      )}
    </li>
  );
}
