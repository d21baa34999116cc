import type { FastifyInstance } from 'fastify';
import { RefusalError } from '#shared/protocol/errors.ts';
import { httpPaths, type Me, type SignInAnswer, signInRequest } from '#shared/protocol/handshake.ts';
import type { SignedOut } from '#shared/protocol/sign-in.ts';
import type { AddressOf } from '../address.ts';
import { bearerOf, noBrowser, parseAtDoor } from './door.ts';
import type { Guessing } from './guessing.ts';
import { passwordFits } from './passwords.ts';
import type { SessionFrom, Sessions } from './sessions.ts';

/** A session for somebody of whom it is known by now who they are: on the trail before it begins. */
export type BeginSession = (me: Me, from: SessionFrom) => Promise<SignInAnswer>;

/** Somebody who could sign in. */
export type Account = { readonly me: Me; readonly passwordHash: string; readonly disabled: boolean };

/** Sign-in and sign-out of desks. */
export function accessRoutes(
  http: FastifyInstance,
  parts: {
    readonly sessions: Sessions;
    readonly guessing: Guessing;
    /** The account of an e-mail address in lower case. */
    readonly accountOf: (email: string) => Promise<Account | null>;
    /** Whether one may sign in with a password at all. */
    readonly takesPasswords: () => boolean;
    readonly begin: BeginSession;
    readonly addressOf: AddressOf;
    readonly onEnded: (sessionId: string) => void;
    /** A code for signing out at the provider, too; null where one did not come in by it. */
    readonly leave: (sessionId: string) => Promise<string | null>;
  },
): void {
  const { sessions, guessing, accountOf, takesPasswords, begin, addressOf, onEnded, leave } = parts;

  http.post(
    httpPaths.signIn,
    { onRequest: noBrowser },
    async (request): Promise<{ ok: true; value: SignInAnswer }> => {
      const { email, password, device, app, computer } = parseAtDoor(signInRequest, request.body);
      if (!takesPasswords()) throw new RefusalError('no_password');
      const address = email.trim().toLowerCase();
      const attempt = await guessing(address, addressOf(request.raw));
      const account = await accountOf(address);
      const fits = await passwordFits(account?.passwordHash ?? null, password);
      if (account === null || !fits) throw new RefusalError('wrong_credentials');
      await attempt.succeeded();
      if (account.disabled) throw new RefusalError('forbidden');
      const at = { device, app, computer, address: addressOf(request.raw) };
      const from = { ...at, method: 'password' } as const;
      return { ok: true, value: await begin(account.me, from) };
    },
  );

  http.post(
    httpPaths.signOut,
    { onRequest: noBrowser },
    async (request): Promise<{ ok: true; value: SignedOut }> => {
      const token = bearerOf(request);
      const ended = token === undefined ? null : await sessions.end(token);
      if (ended === null) throw new RefusalError('unauthenticated');
      onEnded(ended);
      const code = await leave(ended);
      return { ok: true, value: code === null ? null : { leave: code } };
    },
  );
}
