import type { SignInNotice } from '#shared/protocol/sessions.ts';

/** One's own sign-ins on new computers, of which nobody has said yet that it was they (decision 49). */
export type SignInNoticesKeeper = {
  readonly get: () => readonly SignInNotice[];
  readonly ready: (all: readonly SignInNotice[]) => void;
  readonly heard: (news: { readonly signIns: readonly SignInNotice[] }) => void;
};

/** As the hub said it last: it says all of them each time. */
export function createSignInNotices(onChanged: (all: SignInNotice[]) => void): SignInNoticesKeeper {
  let known: readonly SignInNotice[] = [];
  const take = (all: readonly SignInNotice[]) => {
    if (known.length === 0 && all.length === 0) return;
    known = all;
    onChanged([...all]);
  };
  return { get: () => known, ready: take, heard: ({ signIns }) => take(signIns) };
}
