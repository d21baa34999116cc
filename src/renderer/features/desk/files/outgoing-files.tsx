import { useLingui } from '@lingui/react/macro';
import { Pause, Play } from 'lucide-react';
import type { Outgoing } from '#shared/ipc/conversations.ts';
import type { LocalFile } from '#shared/ipc/files.ts';
import { picturePath } from '#shared/ipc/picture-path.ts';
import { pauseFiles, useAttachments } from '../../../state/attachments.ts';
import { Button } from '../../../ui/button.tsx';
import { FileIcon, isPicture, sizeText } from '../../../ui/files.tsx';
import { Progress } from '../../../ui/progress.tsx';

/** Files of a message on its way: how far each is, and a way to hold them. */
export function OutgoingFiles({ outgoing }: { readonly outgoing: Outgoing }) {
  const { t } = useLingui();
  const { key, files = [], state } = outgoing;
  const paused = useAttachments((s) => s.paused.has(key));
  if (files.length === 0) return null;
  return (
    <div className="flex flex-col gap-1 py-0.5" data-testid="outgoing-files">
      {files.map((file) => (
        <OnItsWay key={file.key} file={file} />
      ))}
      {state !== 'refused' && (
        <Button
          look="quiet"
          className="self-end"
          data-testid="pause"
          onClick={() => pauseFiles(key, !paused)}
        >
          {paused ? <Play size={12} aria-hidden="true" /> : <Pause size={12} aria-hidden="true" />}
          {paused ? t`Go on sending` : t`Pause`}
        </Button>
      )}
    </div>
  );
}

function OnItsWay({ file }: { readonly file: LocalFile }) {
  const { i18n, t } = useLingui();
  const at = useAttachments((s) => s.at.get(file.key));
  const part = at === undefined ? 0 : at / file.size;
  return (
    <div className="flex w-64 max-w-full items-center gap-2 rounded-2 border border-line bg-panel px-2 py-1.5">
      {isPicture(file.type) ? (
        <img
          src={picturePath('own', file.key, location.search)}
          alt=""
          className="size-9 rounded-1 object-cover"
        />
      ) : (
        <FileIcon type={file.type} />
      )}
      <span className="min-w-0 flex-1">
        <span className="foreign block truncate text-2">{file.name}</span>
        <span className="block text-0 text-ink-3">{sizeText(file.size, i18n.locale)}</span>
        <Progress
          label={t`Sending ${file.name}`}
          value={Math.round(part * 100)}
          max={100}
          className="mt-1 w-full"
        />
      </span>
    </div>
  );
}
