import { type DestinationStream, destination, type Logger, pino } from 'pino';
import { faultOf, keptFields } from '#shared/domain/diagnostics/log-line.ts';

export { rotatingFile } from './rotating-file.ts';

export type Log = Logger;

/**
 * The hub's log: JSON lines on standard error (standard output belongs to whoever started the hub), or in files. Nothing that a
 * customer or agent wrote, no token and no password may be handed to it; by the list of fields none would get in. Of a thrown
 * value its class, code and place are kept: the message of one may quote a row.
 */
export function createLog(
  stream: DestinationStream = destination({ fd: 2, sync: true }),
  level = 'info',
): Log {
  return pino(
    {
      level,
      base: null,
      formatters: {
        log: ({ err, ...fields }) => keptFields({ ...fields, ...(err === undefined ? {} : faultOf(err)) }),
      },
    },
    stream,
  );
}

/** Event names come from outside: only what looks like one gets into the log. */
export function safeName(name: unknown): string {
  return typeof name === 'string' && /^[a-z][a-z0-9._-]{0,40}$/iu.test(name) ? name : '(malformed)';
}
