import { readFileSync } from 'node:fs';
import { backOff } from '#shared/domain/back-off.ts';
import type { Clock } from '#shared/domain/clock.ts';
import { type CrashMode, maxCrashBytes } from '#shared/domain/diagnostics/crashes.ts';
import type { CrashSaid } from '#shared/protocol/crashes.ts';
import { type RefusalCode, refusalOf, refusals } from '#shared/protocol/errors.ts';
import { faultOf, type Log } from '../log.ts';
import type { CrashBook } from './crash-book.ts';

/** What is said of a report that goes. */
export type CrashSent = { readonly id: string; readonly said: CrashSaid; readonly bytes: Uint8Array };

/** An account that somebody is signed in to. */
export type CrashDoor = { readonly hub: string; readonly send: (report: CrashSent) => Promise<void> };

/** Nobody waits for a report: its tries are ten times as far apart as those of a message. */
const slowness = 10;
/** After so many in a row that came to nothing the next occasion is waited for. */
const mostTries = 8;
/** That much has come from here today. Milliseconds. */
const tomorrow = 6 * 3600_000;

/** What is not the report's fault: another day, another sign-in, or a later hub. */
const ofTheMoment: ReadonlySet<RefusalCode> = new Set([
  ...(['unauthenticated', 'forbidden', 'wiped', 'upgrade_required', 'not_found', 'file_quota'] as const),
]);

/**
 * Sends what is waiting, one after the other, as long as reports are to be sent; asked anew before each. What the hub has, and what it
 * will not have, never goes again.
 */
export function createCrashSender(options: {
  readonly book: CrashBook;
  readonly mode: () => CrashMode;
  readonly doors: () => readonly CrashDoor[];
  /** "linux x64" */
  readonly platform: string;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
}) {
  const { book, mode, doors, platform, clock, random, log } = options;
  let running: Promise<void> | null = null;
  /** By the hub, where it takes no more today. */
  const notBefore = new Map<string, number>();
  let isStopped = false;
  let cutShort: (() => void) | null = null;

  const pause = (milliseconds: number): Promise<void> =>
    new Promise((resolve) => {
      const cancel = clock.after(milliseconds, resolve);
      cutShort = () => {
        cancel();
        resolve();
      };
    });

  async function run(): Promise<void> {
    /** Hubs that are asked no more until the next occasion: what waits for another goes. */
    const passed = new Set<string>();
    for (let tries = 0; !isStopped; ) {
      const open = doors().filter(({ hub }) => !passed.has(hub) && clock.now() >= (notBefore.get(hub) ?? 0));
      const [next] = book.toSend(
        mode(),
        open.map(({ hub }) => hub),
      );
      const door = open.find(({ hub }) => hub === next?.hub);
      if (next === undefined || door === undefined) return;
      if (next.bytes > maxCrashBytes) {
        book.refused(next.id, 'too_large' satisfies RefusalCode);
        continue;
      }
      const { version, process, hub } = next;
      const said = { version, platform, process, at: `${next.at}` };
      const refusal = await door
        .send({ id: next.id, said, bytes: readFileSync(next.path) })
        .then(() => null, refusalOf);
      if (refusal === null) {
        tries = 0;
        book.sent(next);
        log.info('crash report sent', { bytes: next.bytes, kind: process });
        continue;
      }
      const { code, retryAfter = 0 } = refusal;
      log.warn('crash report was not taken', { code });
      if (code === 'file_quota') notBefore.set(hub, clock.now() + tomorrow);
      if (ofTheMoment.has(code)) {
        tries = 0;
        passed.add(hub);
        continue;
      }
      if (!refusals[code].retry) {
        book.refused(next.id, code);
        continue;
      }
      tries += 1;
      if (tries === mostTries) {
        tries = 0;
        passed.add(hub);
        continue;
      }
      await pause(Math.max(retryAfter, slowness * backOff(tries - 1, random)));
    }
  }

  return {
    /** An occasion: the start, a sign-in, a line that is back, an hour that has passed. */
    wake: (): void => {
      if (running !== null || isStopped) return;
      running = run()
        .catch((error) => log.error('crash reports are not sent', faultOf(error)))
        .finally(() => {
          running = null;
        });
    },
    stop: (): void => {
      isStopped = true;
      cutShort?.();
    },
  };
}
