import { useLayoutEffect, useRef } from 'preact/hooks';
import type { FileRef } from '#shared/domain/attached.ts';

export type ShowFiles = (into: HTMLElement, files: readonly FileRef[]) => void;

/** Names until the part that draws files is there. */
export function Files({ files, show }: { readonly files: readonly FileRef[]; readonly show: ShowFiles }) {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (box.current) show(box.current, files);
    // Entries are never changed: these are the same for as long as they are there.
  }, [files, show]);
  return (
    <div ref={box} class="bubble" data-yk="files">
      {files.map(({ name }) => name).join()}
    </div>
  );
}
