import type { FileRef } from '#shared/domain/attached.ts';

/** What the panel and its part for files, which is loaded only where there are some, expect of each other. */

export type FilesDoor = {
  readonly base: string;
  /** Null where nobody is known yet. */
  readonly token: () => string | null;
};

export type FilesModule = {
  /** Draws them. */
  readonly show: (into: HTMLElement, door: FilesDoor, files: readonly FileRef[]) => void;
};
