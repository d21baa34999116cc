import { faultOf, type LogFields } from '#shared/domain/diagnostics/log-line.ts';

/**
 * The desk's log. Fields are of the list in `log-line.ts`: codes, counts and milliseconds. No text of a message, no name, no
 * token may be handed to it, and none would be kept.
 */
export type Log = {
  readonly info: (event: string, fields?: LogFields) => void;
  readonly warn: (event: string, fields?: LogFields) => void;
  readonly error: (event: string, fields?: LogFields) => void;
};

export const silentLog: Log = { info: () => {}, warn: () => {}, error: () => {} };

export type { LogFields };
export { faultOf };
