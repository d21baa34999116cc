import type { FileRef } from '#shared/domain/attached.ts';
import type { Answer } from '#shared/protocol/errors.ts';
import type { Locale } from '#shared/protocol/fields.ts';

/** What the panel and its part for files, which is loaded only where there are some, expect of each other. */

/** A file of the visitor's on its way, kept with its message. */
export type OutboxFile = { readonly key: string; readonly name: string; readonly blob: Blob };

export type FilesDoor = {
  readonly base: string;
  /** Null where nobody is known yet. */
  readonly token: () => string | null;
};

/** `said`: what is to be told of those that cannot be sent; '' for nothing. */
export type ChosenFiles = { readonly files: readonly OutboxFile[]; readonly said: string };

export type FilesModule = {
  /** Of what was picked, pasted or dropped, that which can be sent, with its bytes: nobody can take them away then. */
  readonly choose: (given: readonly File[], locale: Locale) => Promise<ChosenFiles>;
  /**
   * Brings them to the hub: what that has made of them, in order. Tells how much of all of them is there, 0 to 1. Rejects
   * when the line is cut or `signal` ends it; asked again, it goes on where it was.
   */
  readonly upload: (
    door: FilesDoor,
    files: readonly OutboxFile[],
    signal: AbortSignal,
    progress: (done: number) => void,
  ) => Promise<Answer<readonly FileRef[]>>;
  /** Draws them, those that are still on their way too. */
  readonly show: (into: HTMLElement, door: FilesDoor, files: readonly (FileRef | OutboxFile)[]) => void;
};
