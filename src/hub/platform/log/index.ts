import { type DestinationStream, destination, type Logger, pino } from 'pino';

export type Log = Logger;

/**
 * The hub's log: JSON lines on standard error (standard output belongs to whoever started the hub).
 * Nothing that a customer or agent wrote, no token and no password may be handed to it; `redact` is
 * the net under that rule.
 */
export function createLog(
  stream: DestinationStream = destination({ fd: 2, sync: true }),
  level = 'info',
): Log {
  return pino(
    {
      level,
      base: null,
      redact: { paths: ['token', 'password', 'text', '*.token', '*.password', '*.text'], remove: true },
    },
    stream,
  );
}

/** Event names come from outside: only what looks like one gets into the log. */
export function safeName(name: unknown): string {
  return typeof name === 'string' && /^[a-z][a-z0-9._-]{0,40}$/iu.test(name) ? name : '(malformed)';
}
