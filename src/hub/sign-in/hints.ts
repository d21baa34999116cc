import { leaveTime } from '#shared/protocol/sign-in.ts';
import { hashToken, mintToken } from '../platform/access/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/index.ts';
import { SealedElsewhere, type Secrets } from '../platform/secrets.ts';

/** It goes into an address: a provider with hundreds of groups in its tokens would get one that nobody takes. Characters. */
const longest = 6000;

export type Hints = ReturnType<typeof createHints>;

/**
 * The ID token that somebody came in with, kept as long as their session: at the provider's page for signing out it says whose session
 * there is meant (decision 54). Sealed, worth nothing for signing in, and gone with the session or once it was used.
 */
export function createHints({ kysely }: Database, clock: Pick<Clock, 'now'>, secrets: Secrets) {
  const open = (kept: string | null): string | null => {
    try {
      return secrets.open('id_token', kept);
    } catch (error) {
      // Sealed with a key that is no more: then the provider asks, as it does without.
      if (error instanceof SealedElsewhere) return null;
      throw error;
    }
  };

  /** Of sessions that are over, and were not left at the provider too, nothing stays. */
  const sweep = async (): Promise<void> => {
    const now = clock.now();
    await kysely
      .updateTable('desk_session')
      .set({ id_token: null, leave_hash: null })
      .where('id_token', 'is not', null)
      .where(({ eb, or, and }) =>
        and([
          or([eb('revoked_at', 'is not', null), eb('expires_at', '<', now)]),
          or([eb('leave_expires_at', 'is', null), eb('leave_expires_at', '<', now)]),
        ]),
      )
      .execute();
  };

  return {
    seal: (idToken: string | null): string | null =>
      idToken === null || idToken.length > longest ? null : secrets.seal('id_token', idToken),
    /** Of the session with this token from now on; `sealed` as it was kept with the attempt. */
    keep: async (token: string, sealed: string | null): Promise<void> => {
      await sweep();
      if (sealed === null) return;
      await kysely
        .updateTable('desk_session')
        .set({ id_token: sealed })
        .where('token_hash', '=', hashToken(token))
        .execute();
    },
    /** A code for the page of signing out, for who has just ended this session; null where there is nothing to be said there. */
    leave: async (sessionId: string): Promise<string | null> => {
      const code = mintToken();
      const row = await kysely
        .updateTable('desk_session')
        .set({ leave_hash: hashToken(code), leave_expires_at: clock.now() + leaveTime })
        .where('id', '=', sessionId)
        .where('id_token', 'is not', null)
        .returning('id')
        .executeTakeFirst();
      return row === undefined ? null : code;
    },
    /** The ID token of that code, once; null where it is none, too old, or was used. */
    take: async (code: string): Promise<string | null> => {
      const hash = hashToken(code);
      const kept = await kysely
        .selectFrom('desk_session')
        .select('id_token')
        .where('leave_hash', '=', hash)
        .where('leave_expires_at', '>', clock.now())
        .executeTakeFirst();
      const done = await kysely
        .updateTable('desk_session')
        .set({ leave_hash: null, id_token: null })
        .where('leave_hash', '=', hash)
        .returning('id')
        .executeTakeFirst();
      return kept === undefined || done === undefined ? null : open(kept.id_token);
    },
  };
}

/** Whether that token is of this provider and this client: another one is told nothing of who came in by the one before. */
export function isOf(
  idToken: string,
  { issuer, clientId }: { readonly issuer: string; readonly clientId: string },
): boolean {
  try {
    const said: unknown = JSON.parse(Buffer.from(idToken.split('.')[1] ?? '', 'base64url').toString());
    const { iss, aud } = said as { readonly iss?: unknown; readonly aud?: unknown };
    return iss === issuer && [aud].flat().includes(clientId);
  } catch {
    // Encrypted for somebody else: nothing can be said of it.
    return false;
  }
}
