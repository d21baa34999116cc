import type { SignInNotice } from '#shared/protocol/sessions.ts';
import type { Sessions } from '../platform/access/index.ts';

/** A desk that is connected: whose, and by which sign-in. */
export type AtSeat = { readonly socketId: string; readonly sessionId: string; readonly personId: string };

export type SignInNotices = ReturnType<typeof createSignInNotices>;

/**
 * Sign-ins on new computers, told to the desks that their person had before (decision 49). It is a state and no event: whoever was
 * away is told when they come, and on every node, until one of those desks has said that it was they, or has ended it.
 */
export function createSignInNotices(parts: {
  readonly sessions: Pick<Sessions, 'asking'>;
  readonly seats: () => Iterable<AtSeat>;
  readonly tell: (socketId: string, signIns: readonly SignInNotice[]) => void;
}) {
  const { sessions, seats, tell } = parts;
  let known: Awaited<ReturnType<Sessions['asking']>> = [];
  /** What each socket was told last. */
  let told = new Map<string, string>();

  /** Only those that came later: ids sort by time. Whoever came last cannot be asked about those before. */
  const askingOf = (personId: string, sessionId: string) =>
    known.filter((one) => one.personId === personId && one.id > sessionId);
  const of = (personId: string, sessionId: string): SignInNotice[] =>
    askingOf(personId, sessionId).map(({ personId: _, device: __, ...notice }) => notice);
  const nameOf = (notices: readonly SignInNotice[]): string => notices.map(({ id }) => id).join(' ');

  return {
    of,
    /** That sign-in with all others that ask from the same computer; none where this desk is not asked about it. */
    sameComputer: (personId: string, sessionId: string, id: string): readonly string[] => {
      const all = askingOf(personId, sessionId);
      const device = all.find((one) => one.id === id)?.device;
      return device === undefined ? [] : all.filter((one) => one.device === device).map((one) => one.id);
    },
    /** What a desk is greeted with. */
    greet: ({ socketId, sessionId, personId }: AtSeat): readonly SignInNotice[] => {
      const notices = of(personId, sessionId);
      told.set(socketId, nameOf(notices));
      return notices;
    },
    /** Every second, and at once after what this node has done. */
    look: async (): Promise<void> => {
      known = await sessions.asking();
      const next = new Map<string, string>();
      for (const { socketId, sessionId, personId } of seats()) {
        const notices = of(personId, sessionId);
        const name = nameOf(notices);
        if (name !== (told.get(socketId) ?? '')) tell(socketId, notices);
        next.set(socketId, name);
      }
      told = next;
    },
  };
}
