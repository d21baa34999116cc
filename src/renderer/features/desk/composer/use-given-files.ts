import { useEffect, useState } from 'react';
import { addFiles, readTray } from '../../../state/attachments.ts';
import { useComposer } from './composer-api.ts';

const hasFiles = (data: DataTransfer | null): boolean => data?.types.includes('Files') === true;

/** Takes files that are pasted into the text or dropped anywhere on the window; true while some are held over it. */
export function useGivenFiles(): boolean {
  const { row, obstacle, field } = useComposer();
  const { id } = row.conversation;
  const [isOver, setOver] = useState(false);
  const isOpen = obstacle === null;

  useEffect(() => {
    // Where nothing can be read, nothing lies there; the cache's log says why.
    readTray(id).catch(() => undefined);
  }, [id]);

  useEffect(() => {
    if (!isOpen) return;
    const given = (data: DataTransfer | null, event: Event) => {
      const files = [...(data?.files ?? [])];
      if (files.length === 0) return;
      event.preventDefault();
      void addFiles(id, files);
      field.current?.focus();
    };
    /** Of two conversations side by side, the one over which they are held. */
    const isHere = (event: Event): boolean => {
      const pane = field.current?.closest('[data-pane]');
      return !(pane instanceof HTMLElement) || pane.contains(event.target as Node | null);
    };
    const on = new AbortController();
    const { signal } = on;
    const paste = (event: ClipboardEvent) => {
      // A table that is copied is a picture as well: who pastes into a text wants the text.
      if (event.target === field.current && event.clipboardData?.getData('text/plain') === '')
        given(event.clipboardData, event);
    };
    addEventListener('paste', paste, { signal });
    addEventListener(
      'dragover',
      (event) => {
        if (!hasFiles(event.dataTransfer)) return;
        event.preventDefault();
        setOver(isHere(event));
      },
      { signal },
    );
    addEventListener(
      'dragleave',
      (event) => {
        if (event.relatedTarget === null) setOver(false);
      },
      { signal },
    );
    addEventListener(
      'drop',
      (event) => {
        setOver(false);
        if (hasFiles(event.dataTransfer) && isHere(event)) given(event.dataTransfer, event);
      },
      { signal },
    );
    return () => on.abort();
  }, [id, isOpen, field]);
  return isOver;
}
