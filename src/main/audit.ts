import { createHash } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import type { KeptLine } from '#shared/domain/audit/chain.ts';
import { formats } from '#shared/domain/audit/files.ts';
import { type After, verify } from '#shared/domain/audit/verify.ts';
import type { auditCalls } from '#shared/ipc/audit.ts';
import type { IpcAnswer, IpcInput } from '#shared/ipc/contract.ts';
import type { AdminAnswer, AdminRequest } from '#shared/protocol/admin.ts';

type Call = keyof typeof auditCalls;
export type AuditHandlers = { readonly [C in Call]: (input: IpcInput<C>) => Promise<IpcAnswer<C>> };

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Thrown by who goes through the trail and is told to end. */
class Cancelled extends Error {}

/**
 * The audit trail, page by page from the hub: verified here, and into a file. One of these at a time: another one ends the one
 * before. What of a file was written goes with it.
 */
export function createAuditCalls(options: {
  readonly page: (asked: AdminRequest<'audit.page'>) => Promise<AdminAnswer<'audit.page'>>;
  readonly tell: (progress: { readonly done: number; readonly of: number }) => void;
  /** Where to; null where the person thinks better of it. */
  readonly choose: (name: string) => Promise<string | null>;
}): AuditHandlers {
  const { page, tell, choose } = options;
  let running: AbortController | null = null;

  /** Null where it was ended before it was done. */
  async function alone<T>(act: (signal: AbortSignal) => Promise<T>): Promise<T | null> {
    running?.abort();
    const mine = new AbortController();
    running = mine;
    try {
      return await act(mine.signal);
    } catch (error) {
      if (error instanceof Cancelled) return null;
      throw error;
    } finally {
      if (running === mine) running = null;
    }
  }

  function goOn(signal: AbortSignal): void {
    if (signal.aborted) throw new Cancelled();
  }

  return {
    'audit.verify': () =>
      alone((signal) =>
        verify(
          (after) => {
            goOn(signal);
            return page({ after, from: null, to: null });
          },
          sha256,
          (done, of) => tell({ done, of }),
        ),
      ),
    'audit.export': async ({ format, name, from, to }) => {
      const path = await choose(name);
      if (path === null) return null;
      const { head, line } = formats[format];
      return alone(async (signal) => {
        // The first page before the file: who may not read it, or has no hub, leaves what lies there alone.
        let next = await page({ after: null, from, to });
        const file = await open(path, 'w');
        let lines = 0;
        try {
          await file.write(head);
          for (;;) {
            goOn(signal);
            await file.write(next.lines.map((one: KeptLine) => line(next.workspace, one)).join(''));
            lines += next.lines.length;
            const last = next.lines.at(-1);
            if (last === undefined) break;
            tell({ done: last.number, of: next.head.number });
            const after: After = { number: last.number, id: last.id };
            next = await page({ after, from, to });
          }
          await file.close();
          return { lines };
        } catch (error) {
          await file.close();
          await rm(path, { force: true });
          throw error;
        }
      });
    },
    'audit.cancel': async () => {
      running?.abort();
      return null;
    },
  };
}
