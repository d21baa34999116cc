/** A link as the system handed it over, unread. */
export type GivenLink = {
  readonly text: string;
  /** Somebody had the desk before them when it came. */
  readonly looking: boolean;
};

export type LinkInbox = {
  readonly put: (given: GivenLink) => void;
  /** From now on each goes there, the last of those that are here first. */
  readonly take: (listener: (given: GivenLink) => void) => void;
};

/** Links come before the desk can do anything with them: of those only the last is kept. */
export function createLinkInbox(): LinkInbox {
  let kept: GivenLink | null = null;
  let listener: ((given: GivenLink) => void) | null = null;
  return {
    put: (given) => {
      if (listener === null) kept = given;
      else listener(given);
    },
    take: (to) => {
      listener = to;
      const early = kept;
      kept = null;
      if (early !== null) to(early);
    },
  };
}

/** What a second start hands to the one that is running. */
export type SecondStart = { readonly link: string | null; readonly hidden: boolean };

/** Out of what another process said: it may be of another version, or no desk at all. */
export function secondStart(data: unknown): SecondStart {
  const { link, hidden } = (typeof data === 'object' && data !== null ? data : {}) as Record<string, unknown>;
  return { link: typeof link === 'string' ? link : null, hidden: hidden === true };
}
