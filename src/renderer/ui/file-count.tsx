import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { Paperclip } from 'lucide-react';
import type { FileRef } from '#shared/domain/attached.ts';

/** That files go along, and which. Nothing where none do. */
export function FileCount({ files }: { readonly files: readonly FileRef[] }) {
  const { t } = useLingui();
  if (files.length === 0) return null;
  const count = t`${plural(files.length, { one: '# file', other: '# files' })}`;
  return (
    <span
      role="img"
      aria-label={count}
      title={files.map(({ name }) => name).join('\n')}
      className="flex shrink-0 items-center gap-0.5 text-1 text-ink-3"
    >
      <Paperclip size={11} aria-hidden="true" />
      {files.length > 1 && files.length}
    </span>
  );
}
