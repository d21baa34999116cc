import type { FastifyInstance } from 'fastify';
import { RefusalError } from '#shared/protocol/errors.ts';
import { httpPaths, type Me, type SignInAnswer, signInRequest } from '#shared/protocol/handshake.ts';
import type { AddressOf } from '../address.ts';
import { noBrowser, parseAtDoor } from './door.ts';
import type { Guessing } from './guessing.ts';
import { passwordFits } from './passwords.ts';
import type { Sessions } from './sessions.ts';

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
    readonly workspace: { readonly id: string; readonly name: string };
    readonly addressOf: AddressOf;
    /** What this device kept of them is to go before it is used again. */
    readonly isToBeWiped: (who: { readonly device: string; readonly personId: string }) => Promise<boolean>;
    readonly policy: () => NonNullable<SignInAnswer['policy']>;
    readonly onEnded: (sessionId: string) => void;
  },
): void {
  const { sessions, guessing, accountOf, workspace, addressOf, isToBeWiped, policy, onEnded } = parts;

  http.post(
    httpPaths.signIn,
    { onRequest: noBrowser },
    async (request): Promise<{ ok: true; value: SignInAnswer }> => {
      const { email, password, device, app } = parseAtDoor(signInRequest, request.body);
      const address = email.trim().toLowerCase();
      const attempt = await guessing(address, addressOf(request.raw));
      const account = await accountOf(address);
      const fits = await passwordFits(account?.passwordHash ?? null, password);
      if (account === null || !fits) throw new RefusalError('wrong_credentials');
      await attempt.succeeded();
      if (account.disabled) throw new RefusalError('forbidden');
      const { token, expiresAt } = await sessions.begin(account.me.id, device, app);
      const wipe = await isToBeWiped({ device, personId: account.me.id });
      return {
        ok: true,
        value: { token, expiresAt, me: account.me, workspace, policy: policy(), ...(wipe && { wipe }) },
      };
    },
  );

  http.post(httpPaths.signOut, { onRequest: noBrowser }, async (request) => {
    const token = /^Bearer ([A-Za-z0-9_-]{43})$/u.exec(request.headers.authorization ?? '')?.[1];
    const ended = token === undefined ? null : await sessions.end(token);
    if (ended === null) throw new RefusalError('unauthenticated');
    onEnded(ended);
    return { ok: true, value: null };
  });
}
