import { version } from 'virtual:yingke-version';
import * as z from 'zod/mini';
import { newId } from '#shared/domain/key.ts';
import { httpPaths, registerAnswer, type WayOut, wayOut } from '#shared/protocol/entrance.ts';
import { isRefusalCode, type Refusal, RefusalError } from '#shared/protocol/errors.ts';
import { id, type Locale, sequence, token } from '#shared/protocol/fields.ts';
import type { RegisterRequest } from '#shared/protocol/handshake.ts';
import { ackTimeout } from '#shared/protocol/limits.ts';
import { protocolVersion } from '#shared/protocol/version.ts';
import { readRemembered, rememberedKey } from '../remembered.ts';
import type { Tabs } from './tabs.ts';

export const app = `widget/${version}`;

const seen = z.object({ conversationId: id, publicSeq: sequence });
export type Seen = z.infer<typeof seen>;

/** Each field for itself: one that the page has spoilt must not cost the visitor the others. */
const fields = {
  ...{ token, visitorId: id, device: id, open: z.boolean(), seen, wayOut },
  customer: z.string(),
  quiet: z.boolean(),
} as const;
type Kept = { [F in keyof typeof fields]?: z.infer<(typeof fields)[F]> | undefined };

export type Identity = { readonly token: string; readonly device: string };

function answerOf(body: unknown): unknown {
  const envelope = z.object({ ok: z.literal(true), value: z.unknown() }).safeParse(body);
  return envelope.success ? envelope.data.value : body;
}

/** The refusal in an HTTP body, or `unavailable` when something in between answered instead of the hub. */
function refusalIn(body: unknown): Refusal {
  const error = (body as { error?: { code?: unknown; retryAfter?: unknown } } | null)?.error;
  if (!isRefusalCode(error?.code)) return { code: 'unavailable' };
  return typeof error?.retryAfter === 'number'
    ? { code: error.code, retryAfter: error.retryAfter }
    : { code: error.code };
}

/**
 * Who this browser is to the hub, and the few things that outlive the page. Kept in the page's
 * localStorage; where that is forbidden, in memory until the page goes.
 */
export function createIdentity(base: string, tabs: Tabs, onMemoryOnly: () => void) {
  let kept: Kept = {};

  function read(): void {
    const raw = readRemembered(base);
    // Cleared while we are here (by the visitor, or by a browser short of space): who writes stays who they are.
    if (kept.device && raw.device === undefined) return;
    kept = Object.fromEntries(
      Object.entries(fields).map(([name, schema]) => {
        const checked = schema.safeParse(raw[name as keyof Kept]);
        return [name, checked.success ? checked.data : undefined];
      }),
    ) as Kept;
  }
  let blocked = false;
  function write(change: Kept): void {
    // Another tab may have written since we read.
    if (!blocked) read();
    kept = { ...kept, ...change };
    try {
      localStorage.setItem(rememberedKey(base), JSON.stringify(kept));
    } catch {
      blocked = true;
      onMemoryOnly();
    }
  }
  read();

  const current = (): Identity | null =>
    kept.token && kept.device ? { token: kept.token, device: kept.device } : null;

  /**
   * A browser does not say whether a request was refused for its origin or got nowhere. The script,
   * which every site may have, tells the two apart.
   */
  async function explain(error: unknown): Promise<never> {
    const reachable = error instanceof TypeError && (await fetch(`${base}/widget.js`, { method: 'HEAD' })).ok;
    throw reachable ? new RefusalError('origin_refused') : error;
  }

  async function register(locale: Locale): Promise<Identity> {
    const device = kept.device ?? newId();
    const request: RegisterRequest = { protocol: protocolVersion, app, device, locale };
    const giveUp = new AbortController();
    const timer = setTimeout(() => giveUp.abort(), ackTimeout);
    try {
      const response = await fetch(base + httpPaths.register, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(request),
        credentials: 'omit',
        signal: giveUp.signal,
      }).catch(explain);
      const body: unknown = await response.json().catch(() => null);
      const answer = registerAnswer.safeParse(answerOf(body));
      if (!response.ok || !answer.success) throw new RefusalError(refusalIn(body));
      write({ ...answer.data, device });
      return { token: answer.data.token, device };
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    current,
    /**
     * The identity, made now when there is none: of several tabs that come at once, one registers.
     * Throws RefusalError, or a TypeError when the hub cannot be reached.
     */
    async get(locale: Locale): Promise<Identity> {
      return (
        current() ??
        tabs.exclusive('register', async () => {
          if (!blocked) read();
          return current() ?? register(locale);
        })
      );
    },
    /** The hub does not know this token any more; a newer one that another tab has got stays. */
    forget(spent: string): void {
      if (!blocked) read();
      if (kept.token === spent) write({ token: undefined, visitorId: undefined });
    },
    seen: (): Seen | null => kept.seen ?? null,
    /** The visitor wants no sound. */
    quiet: (): boolean => kept.quiet === true,
    /** What the hub said last, also before this page (C8). */
    wayOut: (): WayOut | null => kept.wayOut ?? null,
    /** The site has said before that somebody else is here. */
    isOther: (customer: string | null): boolean =>
      Boolean(kept.customer && customer && kept.customer !== customer),
    remember(change: {
      open?: boolean;
      seen?: Seen;
      wayOut?: WayOut;
      customer?: string;
      quiet?: boolean;
    }): void {
      const same =
        (change.open === undefined || change.open === kept.open) &&
        (change.quiet === undefined || change.quiet === kept.quiet) &&
        (change.customer === undefined || change.customer === kept.customer) &&
        (change.seen === undefined ||
          (change.seen.conversationId === kept.seen?.conversationId &&
            change.seen.publicSeq <= kept.seen.publicSeq)) &&
        (change.wayOut === undefined || JSON.stringify(change.wayOut) === JSON.stringify(kept.wayOut));
      if (!same) write(change);
    },
    /** Another tab wrote. */
    reread: read,
  };
}

export type VisitorIdentity = ReturnType<typeof createIdentity>;
