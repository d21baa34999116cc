import type { Access, HubEnvironment } from './access.ts';
import type { Flag, Given } from './arguments.ts';

/** What a command says when it was done. */
export type Said = {
  /** For `--json`. */
  readonly value: unknown;
  /** For people; nothing is said where it is empty. */
  readonly text: string;
  /** It was done, and what came out is not good: the end is 1. */
  readonly failed?: boolean;
};

type Shape = {
  /** "people add" */
  readonly name: string;
  /** What stands after the name, "E-MAIL"; the last may be left out where it is in brackets. */
  readonly takes: readonly string[];
  readonly flags: readonly Flag[];
};

export type Command = Shape & {
  /** `out` is for what is too long to be said at once. */
  readonly run: (access: Pick<Access, 'call'>, given: Given, out: (text: string) => void) => Promise<Said>;
};

/** The nth word after the command's name; commands are given as many as they take. */
export function argument({ words }: Given, n: number): string {
  return words[n + 2] ?? '';
}

/** Where a hub is, whether there is one or not. */
export type Where = { readonly data: string; readonly environment: HubEnvironment };

/** Of the data folder as a whole: before there is anything in it, too. */
export type FolderCommand = Shape & {
  readonly runIn: (where: Where, given: Given, out: (text: string) => void) => Promise<Said>;
};
