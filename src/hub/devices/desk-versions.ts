import type { AgentStatus } from '#shared/domain/routing/status.ts';
import { type DeskRequirement, standingOf, versionIn } from '#shared/domain/update/required.ts';
import { RefusalError } from '#shared/protocol/errors.ts';
import type { Role } from '#shared/protocol/handshake.ts';
import type { Clock } from '../platform/clock.ts';
import { oneAtATime } from '../platform/one-at-a-time.ts';

/** A desk that is connected: `app` as it said of itself at the door. */
export type AtDesk = {
  readonly socketId: string;
  readonly app: string;
  readonly person: { readonly id: string; readonly role: Role };
};

type Wanted = Pick<AgentStatus, 'status' | 'reason'>;

export type DeskVersions = ReturnType<typeof createDeskVersions>;

/** What a desk is that is older than the house wants (decision 47): let in or not, given something or not. */
export function createDeskVersions(parts: {
  readonly clock: Pick<Clock, 'now'>;
  readonly required: () => DeskRequirement | undefined;
  readonly statusOf: (personId: string) => AgentStatus;
  readonly setStatus: (personId: string, wanted: Wanted) => Promise<AgentStatus>;
}) {
  const { clock, required, statusOf, setStatus } = parts;
  /** Desks of those that conversations are given to, by person. */
  const here = new Map<string, Map<string, string>>();
  /** Who was told that nothing is given to them. Once: who is set online by somebody else after that is so. */
  const told = new Set<string>();

  const standing = (app: string) => standingOf(versionIn(app), required(), clock.now());
  const isLate = (app: string): boolean => {
    const how = standing(app);
    return how === 'late' || how === 'refused';
  };
  const isOutdated = ({ reason }: AgentStatus): boolean => reason?.is === 'outdated';

  const settle = async (personId: string, apps: readonly string[]): Promise<void> => {
    const status = statusOf(personId);
    if (!apps.every(isLate)) {
      told.delete(personId);
      if (isOutdated(status)) await setStatus(personId, { status: 'online', reason: null });
    } else if (!told.has(personId)) {
      told.add(personId);
      if (status.status === 'online')
        await setStatus(personId, { status: 'away', reason: { is: 'outdated' } });
    }
  };

  const looking = oneAtATime(async () => {
    for (const [personId, desks] of [...here]) await settle(personId, [...desks.values()]);
  });
  const desksOf = (personId: string): string[] => [...(here.get(personId)?.values() ?? [])];

  return {
    /** Refused where the house does not let it in at all. */
    checkDoor: (app: string): void => {
      if (standing(app) === 'refused') throw new RefusalError('upgrade_required');
    },
    isRefused: (app: string): boolean => standing(app) === 'refused',
    /** Refused where it has had its time: it finishes what it has. */
    checkTakes: ({ app }: Pick<AtDesk, 'app'>): void => {
      if (isLate(app)) throw new RefusalError('upgrade_required');
    },
    /** What somebody says of themselves at such a desk: online they are not. */
    wantedAt: ({ app, person }: AtDesk, wanted: Wanted): Wanted =>
      wanted.status === 'online' && person.role === 'agent' && isLate(app)
        ? { status: 'away', reason: { is: 'outdated' } }
        : wanted,
    /** They are about to come in: between that and the next look nothing is given to them either. */
    coming: async ({ app, person: { id, role } }: Omit<AtDesk, 'socketId'>): Promise<void> => {
      if (role === 'agent' && isLate(app)) await settle(id, [...desksOf(id), app]);
    },
    joined: ({ socketId, app, person: { id, role } }: AtDesk): void => {
      if (role !== 'agent') return;
      const desks = here.get(id) ?? new Map<string, string>();
      here.set(id, desks.set(socketId, app));
    },
    left: ({ socketId, person: { id } }: AtDesk): void => {
      const desks = here.get(id);
      if (desks?.delete(socketId) !== true || desks.size > 0) return;
      here.delete(id);
      told.delete(id);
    },
    /** Every second: time passes, people come with other desks, and what the house wants changes. */
    look: looking.run,
  };
}
