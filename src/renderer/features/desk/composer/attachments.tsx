import { Trans, useLingui } from '@lingui/react/macro';
import { Paperclip, Upload, X } from 'lucide-react';
import { useRef } from 'react';
import type { LocalFile } from '#shared/ipc/files.ts';
import { picturePath } from '#shared/ipc/picture-path.ts';
import { useAriaKeys, useKeysOf } from '../../../state/actions/keys.ts';
import { addFiles, removeFile, useTray } from '../../../state/attachments.ts';
import { Button } from '../../../ui/button.tsx';
import { FileIcon, isPicture, sizeText } from '../../../ui/files.tsx';
import { withKeys } from '../../../ui/kbd.tsx';
import { useComposer } from './composer-api.ts';
import { useGivenFiles } from './use-given-files.ts';

/** What will go along with the text, and where files are dropped. */
export function Attachments() {
  const { t } = useLingui();
  const { row, obstacle } = useComposer();
  const { id } = row.conversation;
  const files = useTray(id);
  const isOver = useGivenFiles();
  if (obstacle !== null) return null;
  return (
    <>
      {isOver && (
        <div
          data-testid="drop-zone"
          className="absolute inset-0 z-10 flex items-center justify-center gap-2 rounded-3 border-2 border-accent border-dashed bg-accent-soft text-4"
        >
          <Upload size={16} aria-hidden="true" />
          <Trans>Drop files to attach them</Trans>
        </div>
      )}
      {files.length > 0 && (
        <ul aria-label={t`Attached files`} className="flex flex-wrap gap-1.5 px-3 pt-1.5" data-testid="tray">
          {files.map((file) => (
            <Attached key={file.key} conversationId={id} file={file} />
          ))}
        </ul>
      )}
    </>
  );
}

function Attached({ conversationId, file }: { readonly conversationId: string; readonly file: LocalFile }) {
  const { i18n, t } = useLingui();
  const { focus } = useComposer();
  return (
    <li className="flex h-9 max-w-56 items-center gap-2 rounded-2 border border-line bg-sunk pr-1 pl-1.5 text-1">
      {isPicture(file.type) ? (
        <img
          src={picturePath('own', file.key, location.search)}
          alt=""
          className="size-7 rounded-1 object-cover"
        />
      ) : (
        <FileIcon type={file.type} />
      )}
      <span className="min-w-0 flex-1">
        <span className="foreign block truncate text-ink" title={file.name}>
          {file.name}
        </span>
        <span className="block text-0 text-ink-3">{sizeText(file.size, i18n.locale)}</span>
      </span>
      <Button
        look="icon"
        aria-label={t`Remove ${file.name}`}
        onClick={() => {
          void removeFile(conversationId, file.key);
          focus();
        }}
      >
        <X size={13} aria-hidden="true" />
      </Button>
    </li>
  );
}

/** Chooses files from the disk. */
export function AttachButton() {
  const { t } = useLingui();
  const { row, obstacle, focus } = useComposer();
  const keys = useKeysOf('conversation.attach');
  const ariaKeys = useAriaKeys('conversation.attach');
  const input = useRef<HTMLInputElement>(null);
  if (obstacle !== null) return null;
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        data-testid="attach-input"
        onChange={(event) => {
          void addFiles(row.conversation.id, [...(event.target.files ?? [])]);
          event.target.value = '';
          focus();
        }}
      />
      <Button
        look="icon"
        aria-label={t`Attach files`}
        title={withKeys(t`Attach files`, keys)}
        aria-keyshortcuts={ariaKeys}
        onClick={() => input.current?.click()}
      >
        <Paperclip size={14} aria-hidden="true" />
      </Button>
    </>
  );
}
