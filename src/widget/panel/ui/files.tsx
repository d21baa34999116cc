import { useLayoutEffect, useRef } from 'preact/hooks';
import type { LogLine } from '../lines.ts';

type Given = Extract<LogLine, { is: 'message' }>['files'];
export type ShowFiles = (into: HTMLElement, files: Given) => void;

/** Names until the part that draws files is there. */
export function Files({ files, show }: { readonly files: Given; readonly show: ShowFiles }) {
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
