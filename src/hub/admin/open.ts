import type { CrashStore } from '../crashes/index.ts';
import type { IdentitySecret } from '../customers/index.ts';
import { createDeskCounts, createDevices, type DeskPolicies } from '../devices/index.ts';
import type { Handbooks } from '../handbook/index.ts';
import type { OrdersAdmin } from '../orders/index.ts';
import { createProfiles, createStaff, type Profiles } from '../people/index.ts';
import { type Audit, createSessions, type Origins } from '../platform/access/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/index.ts';
import type { Rebuilding, TryRule } from '../reports/index.ts';
import type { Plans } from '../routing/index.ts';
import type { Provider, SignInBook } from '../sign-in/index.ts';
import type { Hook, WatchRuleBook } from '../watch/index.ts';
import { type Admin, createAdmin, type Effects } from './admin.ts';
import { createListed, createPages } from './trail.ts';

const nobody: Effects = {
  rescope: () => undefined,
  revoke: () => undefined,
  wipe: async () => undefined,
  ended: () => undefined,
  here: () => [],
};

/** Administration of a workspace on its database: in a hub, or by itself where none runs. */
export function openAdmin(options: {
  readonly database: Database;
  readonly workspaceId: string;
  readonly clock: Clock;
  readonly plans: Plans;
  readonly handbooks: Handbooks;
  readonly policies: DeskPolicies;
  readonly origins: Origins;
  readonly audit: Pick<Audit, 'changed'>;
  readonly crashes: CrashStore | null;
  readonly profiles?: Profiles;
  readonly identity: IdentitySecret;
  readonly orders: OrdersAdmin;
  readonly rebuilding: Pick<Rebuilding, 'begin' | 'state'>;
  readonly watch: { readonly rules: WatchRuleBook; readonly hook: Hook; readonly tryRule: TryRule };
  readonly signIn: { readonly book: SignInBook; readonly provider: Pick<Provider, 'tryOut'> };
  readonly effects?: Effects;
}): Admin {
  const { database, workspaceId, clock, plans, handbooks, policies, origins, orders, watch, audit } = options;
  return createAdmin({
    plans,
    handbooks,
    policies,
    origins,
    orders,
    rebuilding: options.rebuilding,
    watch,
    audit,
    trail: createPages(database, workspaceId),
    crashes: options.crashes,
    whose: { workspace: workspaceId, database: database.kind },
    listed: createListed(database, workspaceId),
    staff: createStaff(database, workspaceId, clock),
    profiles: options.profiles ?? createProfiles(database, workspaceId),
    sessions: createSessions(database, clock),
    devices: createDevices(database, workspaceId, clock),
    deskCounts: createDeskCounts(database, workspaceId, clock),
    identity: options.identity,
    signIn: options.signIn,
    effects: options.effects ?? nobody,
  });
}
