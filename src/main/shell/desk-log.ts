import { join } from 'node:path';
import type { Log, LogFields } from '../log.ts';

type Level = 'info' | 'warn' | 'error';

/**
 * The desk's log file. The logging library is loaded after the window is there; lines from before
 * wait for it.
 */
/** `least`: what is of less weight is not kept. */
export function createDeskLog(
  dir: string,
  least: Level,
): { readonly log: Log; readonly open: () => Promise<void> } {
  let write: ((level: Level, line: string) => void) | null = null;
  const early: { readonly level: Level; readonly line: string }[] = [];
  const put =
    (level: Level) =>
    (event: string, fields: LogFields = {}) => {
      const line = `${event} ${JSON.stringify(fields)}`;
      if (write === null) early.push({ level, line });
      else write(level, line);
    };
  return {
    log: { info: put('info'), warn: put('warn'), error: put('error') },
    open: async () => {
      const { default: logger } = await import('electron-log/node.js');
      logger.transports.console.level = false;
      logger.transports.file.level = least;
      logger.transports.file.maxSize = 5_000_000;
      logger.transports.file.resolvePathFn = () => join(dir, 'desk.log');
      write = (level, line) => logger[level](line);
      for (const { level, line } of early.splice(0)) write(level, line);
    },
  };
}
