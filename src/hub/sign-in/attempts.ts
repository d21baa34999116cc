import { createHash } from 'node:crypto';
import { browserTime, codeTime } from '#shared/protocol/sign-in.ts';
import { hashToken, mintToken } from '../platform/access/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/index.ts';

/** Those that came to nothing are gone after this. Milliseconds. */
const keptFor = 3600_000;

export type Begun = {
  /** What the provider gives back: the attempt is found by it. */
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
};

/** S256, as PKCE has it: what the desk's verifier is compared with. */
export const challengeOf = (verifier: string): string =>
  createHash('sha256').update(verifier).digest('base64url');

/** Sign-ins that are under way in a browser. In the database: the browser may come back to another node. */
export function createAttempts({ kysely }: Database, workspaceId: string, clock: Pick<Clock, 'now'>) {
  return {
    /** `browser` is what its cookie will say: what one browser has begun another cannot end. */
    add: async (begun: Begun, desk: { challenge: string; port: number }, browser: string): Promise<void> => {
      const now = clock.now();
      await kysely
        .deleteFrom('sign_in_attempt')
        .where('expires_at', '<', now - keptFor)
        .execute();
      await kysely
        .insertInto('sign_in_attempt')
        .values({
          state_hash: hashToken(begun.state),
          workspace_id: workspaceId,
          nonce: begun.nonce,
          verifier: begun.verifier,
          browser_hash: hashToken(browser),
          challenge: desk.challenge,
          port: desk.port,
          expires_at: now + browserTime,
          came_back_at: null,
          person_id: null,
          code_hash: null,
          code_expires_at: null,
          id_token: null,
        })
        .execute();
    },
    /** Who comes back with this state in that browser, once; null for anybody else. */
    comeBack: async (state: string, browser: string) => {
      const now = clock.now();
      const row = await kysely
        .updateTable('sign_in_attempt')
        .set({ came_back_at: now })
        .where('state_hash', '=', hashToken(state))
        .where('workspace_id', '=', workspaceId)
        .where('browser_hash', '=', hashToken(browser))
        .where('expires_at', '>', now)
        .where('came_back_at', 'is', null)
        .returning(['nonce', 'verifier', 'challenge', 'port'])
        .executeTakeFirst();
      return row ?? null;
    },
    /** A code for the desk, worth something for a minute, once, and with the desk's verifier only. */
    grant: async (state: string, personId: string, idToken: string | null): Promise<string> => {
      const code = mintToken();
      await kysely
        .updateTable('sign_in_attempt')
        .set({
          ...{ person_id: personId, id_token: idToken },
          ...{ code_hash: hashToken(code), code_expires_at: clock.now() + codeTime },
        })
        .where('state_hash', '=', hashToken(state))
        .execute();
      return code;
    },
    /** Whose code that is; null where it is none, was shown before, is too old, or the verifier is another's. It is worth nothing afterwards. */
    redeem: async (
      code: string,
      verifier: string,
    ): Promise<{ readonly personId: string; readonly idToken: string | null } | null> => {
      const row = await kysely
        .updateTable('sign_in_attempt')
        .set({ code_hash: null })
        .where('code_hash', '=', hashToken(code))
        .where('workspace_id', '=', workspaceId)
        .returning(['state_hash', 'challenge', 'person_id', 'code_expires_at', 'id_token'])
        .executeTakeFirst();
      if (row === undefined) return null;
      // It goes on with the session, or nowhere.
      await kysely
        .updateTable('sign_in_attempt')
        .set({ id_token: null })
        .where('state_hash', '=', row.state_hash)
        .execute();
      const { person_id: personId, id_token: idToken, code_expires_at: until } = row;
      if (personId === null || until === null || until <= clock.now()) return null;
      return challengeOf(verifier) === row.challenge ? { personId, idToken } : null;
    },
  };
}
