import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Refusal, type RefusalCode, RefusalError } from '#shared/protocol/errors.ts';
import type { SignInAnswer } from '#shared/protocol/handshake.ts';
import {
  browserTime,
  exchangeRequest,
  outQuery,
  type SignInMethods,
  signInPaths,
  startQuery,
} from '#shared/protocol/sign-in.ts';
import {
  type Account,
  type BeginSession,
  mintToken,
  noBrowser,
  parse,
  parseAtDoor,
  type Report,
} from '../platform/access/index.ts';
import type { AddressOf } from '../platform/address.ts';
import type { createAttempts } from './attempts.ts';
import { knownFrom } from './claims.ts';
import type { Hints } from './hints.ts';
import { noSignOutPage, overPage } from './page.ts';
import type { createPersonOf } from './person.ts';
import type { Provider } from './provider.ts';
import type { SignInBook } from './rules.ts';

const cookie = 'yingke-sign-in';

/** The way through the browser: start, callback, the code for a session; and out. */
export async function signInRoutes(
  http: FastifyInstance,
  parts: {
    readonly book: SignInBook;
    readonly provider: Provider;
    readonly attempts: ReturnType<typeof createAttempts>;
    readonly hints: Hints;
    readonly personOf: ReturnType<typeof createPersonOf>;
    readonly accountOf: (personId: string) => Promise<Account | null>;
    readonly begin: BeginSession;
    /** How long that address has to wait; 0 for not at all. */
    readonly admit: (address: string) => number;
    readonly addressOf: AddressOf;
    readonly report: Report;
  },
): Promise<void> {
  const { book, provider, attempts, hints, personOf, accountOf, begin, admit, addressOf, report } = parts;

  /** To the desk's own listener on that computer, and nowhere else: the port is all that is not fixed. */
  const toDesk = (reply: FastifyReply, port: number, said: Readonly<Record<string, string>>) =>
    reply.redirect(`http://127.0.0.1:${port}/sign-in?${new URLSearchParams(said)}`, 302);

  const refusedWith = (error: unknown): Refusal => {
    if (error instanceof RefusalError) return error.refusal;
    throw error;
  };

  const reported = (request: FastifyRequest, code: RefusalCode) =>
    report({ code, event: 'sign-in.provider', actor: null, address: addressOf(request.raw) });

  const inForce = async () => {
    const kept = await book.provider();
    if (kept === null) throw new RefusalError('not_found');
    return kept;
  };

  http.addHook('onRequest', async (request) => {
    const retryAfter = admit(addressOf(request.raw));
    if (retryAfter > 0) throw new RefusalError({ code: 'slow_down', retryAfter });
  });
  http.addHook('onSend', async (_, reply) => void reply.header('cache-control', 'no-store'));

  http.get(
    signInPaths.methods,
    { onRequest: noBrowser },
    async (): Promise<{ ok: true; value: SignInMethods }> => {
      const { provider: kept, passwords } = book.current().rules;
      return {
        ok: true,
        value: { password: passwords, provider: kept === null ? null : { name: kept.name } },
      };
    },
  );

  http.get(signInPaths.start, async (request, reply) => {
    const { challenge, port: said } = parse(startQuery, request.query);
    const port = Number(said);
    if (port < 1024 || port > 65535) throw new RefusalError({ code: 'bad_request', field: 'port' });
    const { provider: kept, secret } = await inForce();
    try {
      const { url, ...begun } = await provider.begin(kept, secret);
      const browser = mintToken();
      await attempts.add(begun, { challenge, port }, browser);
      const safe = kept.address.startsWith('https:') ? '; Secure' : '';
      reply.header(
        'set-cookie',
        // Lax: it has to come along when the provider sends the browser back.
        `${cookie}=${browser}; Path=/sign-in; HttpOnly; SameSite=Lax; Max-Age=${browserTime / 1000}${safe}`,
      );
      return reply.redirect(url, 302);
    } catch (error) {
      const { code, field } = refusedWith(error);
      reported(request, code);
      return toDesk(reply, port, { for: challenge, error: code, ...(field !== undefined && { field }) });
    }
  });

  http.get(signInPaths.callback, async (request, reply) => {
    const { state } = request.query as { state?: unknown };
    const browser = new RegExp(`(?:^|; )${cookie}=([A-Za-z0-9_-]{43})(?:;|$)`, 'u').exec(
      request.headers.cookie ?? '',
    )?.[1];
    const attempt =
      typeof state === 'string' && browser !== undefined ? await attempts.comeBack(state, browser) : null;
    reply.header('set-cookie', `${cookie}=; Path=/sign-in; HttpOnly; SameSite=Lax; Max-Age=0`);
    if (attempt === null || typeof state !== 'string') {
      reported(request, 'sign_in_failed');
      return reply.status(400).type('text/html; charset=utf-8').send(overPage);
    }
    const { nonce, verifier, challenge, port } = attempt;
    try {
      const { provider: kept, secret } = await inForce();
      const query = request.url.slice(request.url.indexOf('?'));
      const { claims, idToken } = await provider.claims(kept, secret, query, { state, nonce, verifier });
      const me = await personOf(knownFrom(claims, kept), kept, addressOf(request.raw));
      return toDesk(reply, port, {
        for: challenge,
        code: await attempts.grant(state, me.id, hints.seal(idToken)),
      });
    } catch (error) {
      const { code, field } = refusedWith(error);
      reported(request, code);
      return toDesk(reply, port, { for: challenge, error: code, ...(field !== undefined && { field }) });
    }
  });

  http.post(
    signInPaths.exchange,
    { onRequest: noBrowser },
    async (request): Promise<{ ok: true; value: SignInAnswer }> => {
      const { code, verifier, device, app, computer } = parseAtDoor(exchangeRequest, request.body);
      const redeemed = await attempts.redeem(code, verifier);
      const account = redeemed === null ? null : await accountOf(redeemed.personId);
      if (redeemed === null || account === null) throw new RefusalError('sign_in_failed');
      // Since the browser came back.
      if (account.disabled) throw new RefusalError('forbidden');
      const at = { device, app, computer, address: addressOf(request.raw) };
      const from = { ...at, method: 'provider' } as const;
      const value = await begin(account.me, from);
      await hints.keep(value.token, redeemed.idToken);
      return { ok: true, value };
    },
  );

  http.get(signInPaths.out, async (request, reply) => {
    const { code } = parse(outQuery, request.query);
    const { provider: kept, secret } = await inForce();
    const hint = code === undefined ? null : await hints.take(code);
    const url = await provider.endSession(kept, secret, hint).catch(() => null);
    // What it says of somebody goes to the provider alone.
    reply.header('referrer-policy', 'no-referrer');
    if (url !== null) return reply.redirect(url, 302);
    return reply.type('text/html; charset=utf-8').send(noSignOutPage);
  });
}
