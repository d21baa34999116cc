/**
 * The desk's log. Fields are codes, counts and milliseconds only: no text of a message, no name, no
 * token may be handed to it.
 */
export type LogFields = Readonly<Record<string, string | number | boolean | null>>;

export type Log = {
  readonly info: (event: string, fields?: LogFields) => void;
  readonly warn: (event: string, fields?: LogFields) => void;
  readonly error: (event: string, fields?: LogFields) => void;
};

export const silentLog: Log = { info: () => {}, warn: () => {}, error: () => {} };

/** What may be said of a thrown value in a log: its class and code, never its message. */
export function faultOf(error: unknown): LogFields {
  if (!(error instanceof Error)) return { fault: typeof error };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : null;
  const at = error.stack?.split('\n').find((line) => line.startsWith('    at '));
  return { fault: error.name, code, at: at?.trim().replace(/^at |\(?file:\/\/\S*\/(?=[^/]+$)/g, '') ?? null };
}
