import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { keptFields, type LogFields, type LogLevel, logLevels } from '#shared/domain/diagnostics/log-line.ts';
import type { Log } from '../log.ts';

/** One file is so large, and so many older ones are kept beside it. */
export const largestLog = 1_000_000;
export const olderLogs = 4;

export type DeskLog = {
  readonly log: Log;
  readonly open: () => Promise<void>;
  /** What is of less weight is not kept from now on. */
  readonly setLevel: (least: LogLevel) => void;
};

/**
 * The desk's log file, JSON lines as the hub writes them. The logging library is loaded after the window is there; lines from
 * before wait for it.
 */
export function createDeskLog(dir: string, first: LogLevel): DeskLog {
  let least = first;
  let write: ((level: LogLevel, line: string) => void) | null = null;
  const early: { readonly level: LogLevel; readonly line: string }[] = [];
  const put =
    (level: LogLevel) =>
    (msg: string, fields: LogFields = {}) => {
      if (logLevels.indexOf(level) > logLevels.indexOf(least)) return;
      const line = JSON.stringify({ time: Date.now(), level, msg, ...keptFields(fields) });
      if (write === null) early.push({ level, line });
      else write(level, line);
    };
  return {
    log: { info: put('info'), warn: put('warn'), error: put('error') },
    setLevel: (level) => {
      least = level;
    },
    open: async () => {
      const { default: logger } = await import('electron-log/node.js');
      logger.transports.console.level = false;
      logger.transports.file.level = 'info';
      logger.transports.file.format = '{text}';
      logger.transports.file.maxSize = largestLog;
      logger.transports.file.resolvePathFn = () => join(dir, 'desk.log');
      logger.transports.file.archiveLogFn = ({ path }) => rotate(path);
      write = (level, line) => logger[level](line);
      for (const { level, line } of early.splice(0)) write(level, line);
    },
  };
}

/** `desk.log` becomes `desk.log.1`, that `desk.log.2`, and the oldest goes. */
export function rotate(path: string): void {
  rmSync(`${path}.${olderLogs}`, { force: true });
  for (let number = olderLogs - 1; number >= 0; number--) {
    const from = number === 0 ? path : `${path}.${number}`;
    try {
      renameSync(from, `${path}.${number + 1}`);
    } catch {
      // There is none of that number yet.
    }
  }
}
