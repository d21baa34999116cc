import type { Clock } from '#shared/domain/clock.ts';
import type { Cache } from '../cache/client.ts';
import type { KeptUse } from '../cache/replies.ts';
import type { Ask } from '../connection/requests.ts';
import { faultOf, type Log } from '../log.ts';

/** What was used is told together, so long after the first of it. Milliseconds. */
const gather = 20_000;

/** How often replies are used: counted here at once, told to the hub together, asked of it once a line. */
export function createUses(options: {
  readonly ask: Ask;
  readonly cache: Pick<Cache, 'useReply' | 'usesToSend' | 'usesSent' | 'setUses'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly onSaid: (uses: readonly KeptUse[]) => void;
}) {
  const { ask, cache, clock, log, onSaid } = options;
  let cancel: (() => void) | null = null;

  async function flush(): Promise<void> {
    const uses = await cache.usesToSend();
    if (uses.length === 0) return;
    await ask('replies.use', { uses });
    await cache.usesSent(uses);
  }

  /** First what we know, then what it knows: the other way round the difference would be counted twice. */
  async function meet(): Promise<void> {
    await flush();
    let after: string | null = null;
    const said: KeptUse[] = [];
    for (;;) {
      const page: { uses: { id: string; count: number; lastAt: number; all: number }[]; complete: boolean } =
        await ask('replies.uses', { after });
      said.push(...page.uses.map(({ id, count, lastAt, all }) => ({ id, count, lastAt, house: all })));
      if (page.complete) break;
      after = page.uses.at(-1)?.id ?? null;
    }
    onSaid(await cache.setUses(said));
  }

  const failed = (error: unknown) => log.warn('uses of replies were not told', faultOf(error));

  return {
    used: async (id: string, at: number): Promise<void> => {
      await cache.useReply(id, at);
      cancel ??= clock.after(gather, () => {
        cancel = null;
        // What is not told now is told with the next use, or the next line.
        flush().catch(failed);
      });
    },
    ready: (): void => void meet().catch(failed),
    stop: (): void => {
      cancel?.();
      cancel = null;
    },
  };
}
