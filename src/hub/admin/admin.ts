import { inPlaceOf } from '#shared/domain/customer/handbook-keeping.ts';
import { originIn } from '#shared/domain/orders/template.ts';
import { keepingDesk } from '#shared/domain/policy/hub-rules.ts';
import { problemsOf } from '#shared/domain/routing/problems.ts';
import {
  type AdminAnswer,
  type AdminCallName,
  type AdminRequest,
  historyLimit,
  type PersonRecord,
} from '#shared/protocol/admin.ts';
import { RefusalError } from '#shared/protocol/errors.ts';
import type { CrashStore } from '../crashes/index.ts';
import type { IdentitySecret } from '../customers/index.ts';
import type { DeskCounts, DeskPolicies, Devices } from '../devices/index.ts';
import type { Handbooks } from '../handbook/index.ts';
import type { OrdersAdmin } from '../orders/index.ts';
import type { Profiles, Staff } from '../people/index.ts';
import type { Audit, Origins, Sessions } from '../platform/access/index.ts';
import type { Rebuilding, TryRule } from '../reports/index.ts';
import type { Plans } from '../routing/index.ts';
import type { Provider, SignInBook } from '../sign-in/index.ts';
import type { Hook, WatchRuleBook } from '../watch/index.ts';
import type { Listed, Pages } from './trail.ts';

/** Who asks: an admin, or whoever can read the hub's data folder. */
export type AdminActor =
  | { readonly kind: 'person'; readonly id: string; readonly name: string }
  | { readonly kind: 'operator' };

/** What changes for who is connected. Where no hub runs there is nobody. */
export type Effects = {
  /** Their name or role is another: their desks come back by themselves. */
  readonly rescope: (personId: string) => void;
  /** All that they have open ends. */
  readonly revoke: (personId: string, code: 'unauthenticated' | 'forbidden') => void;
  /** What the devices of these sign-ins keep is to go: who is here is told at once. */
  readonly wipe: (sessionIds: readonly string[]) => Promise<void>;
};

export type AdminParts = {
  readonly plans: Plans;
  readonly handbooks: Handbooks;
  readonly policies: DeskPolicies;
  readonly staff: Staff;
  readonly profiles: Profiles;
  readonly sessions: Pick<Sessions, 'endAllOf'>;
  readonly devices: Pick<Devices, 'list' | 'order'>;
  readonly deskCounts: DeskCounts;
  readonly origins: Origins;
  readonly identity: IdentitySecret;
  readonly orders: OrdersAdmin;
  readonly rebuilding: Pick<Rebuilding, 'begin' | 'state'>;
  readonly watch: { readonly rules: WatchRuleBook; readonly hook: Hook; readonly tryRule: TryRule };
  readonly signIn: { readonly book: SignInBook; readonly provider: Pick<Provider, 'tryOut'> };
  readonly audit: Pick<Audit, 'changed'>;
  readonly trail: Pages;
  /** Null: this hub takes none. */
  readonly crashes: CrashStore | null;
  readonly whose: { readonly workspace: string; readonly database: 'sqlite' | 'postgres' };
  readonly listed: Listed;
  readonly effects: Effects;
};

/** Where the asking comes from, for the audit trail. */
export type Asking = { readonly actor: AdminActor; readonly address: string };

type Call<C extends AdminCallName> = (request: AdminRequest<C>, asking: Asking) => Promise<AdminAnswer<C>>;
export type Admin = { readonly [C in AdminCallName]: Call<C> };

/** As the plan's history names them. */
export const operatorName = 'operator';

/** Every call of `adminCalls`. What may be asked, and by whom, is checked before. */
export function createAdmin(parts: AdminParts): Admin {
  const {
    plans,
    handbooks,
    policies,
    staff,
    profiles,
    sessions,
    devices,
    deskCounts,
    origins,
    identity,
    orders,
    rebuilding,
    watch,
    signIn,
    audit,
    trail,
    crashes,
    whose,
    listed,
    effects,
  } = parts;

  const nameOf = (actor: AdminActor) => (actor.kind === 'person' ? actor.name : operatorName);

  /** Kept before it is answered: nobody is told that it was done while its row is not on disk. */
  const changed = (call: AdminCallName, { actor, address }: Asking, subject: string | null = null) =>
    audit.changed({ event: `admin.${call}`, actor, address, subject });

  const personOf = async (personId: string): Promise<PersonRecord> => {
    const person = await profiles.find(personId);
    if (person === null) throw new RefusalError('not_found');
    return person;
  };

  const versionOf = async (version: number) => {
    const kept = await plans.version(version);
    if (kept === null) throw new RefusalError('not_found');
    return kept;
  };

  const watchRulesOf = async (version: number) => {
    const kept = await watch.rules.version(version);
    if (kept === null) throw new RefusalError('not_found');
    return kept;
  };

  const handbookOf = async (version: number) => {
    const kept = await handbooks.version(version);
    if (kept === null) throw new RefusalError('not_found');
    return kept;
  };

  const policyOf = async (version: number) => {
    const kept = await policies.version(version);
    if (kept === null) throw new RefusalError('not_found');
    return kept;
  };

  const crashesHere = (): CrashStore => {
    if (crashes === null) throw new RefusalError('not_found');
    return crashes;
  };

  return {
    'plan.read': async () => {
      // Another node may have changed it within this second, and whoever reads it wants to change it.
      await plans.look();
      return plans.current();
    },
    'plan.save': async ({ version, plan }, asking) => {
      const kept = await plans.save(version, plan, nameOf(asking.actor));
      await changed('plan.save', asking, String(kept.version));
      return kept;
    },
    'plan.check': async ({ plan }) => ({ problems: problemsOf(plan, await profiles.list()) }),
    'plan.history': async () => ({ versions: await plans.history(historyLimit) }),
    'plan.version': ({ version }) => versionOf(version),
    'plan.restore': async ({ version, to }, asking) => {
      const { plan } = await versionOf(to);
      const kept = await plans.save(version, plan, nameOf(asking.actor));
      await changed('plan.restore', asking, `${kept.version} from ${to}`);
      return kept;
    },
    'handbook.read': async () => {
      await handbooks.look();
      return handbooks.current();
    },
    'handbook.save': async ({ version, handbook }, asking) => {
      const kept = await handbooks.save(version, handbook, nameOf(asking.actor));
      await changed('handbook.save', asking, String(kept.version));
      return kept;
    },
    'handbook.history': async () => ({ versions: await handbooks.history(historyLimit) }),
    'handbook.version': ({ version }) => handbookOf(version),
    'handbook.restore': async ({ version, to }, asking) => {
      const { handbook } = await handbookOf(to);
      await handbooks.look();
      // Codes that came since are in records by now.
      const next = inPlaceOf(handbooks.current().handbook, handbook).handbook;
      const kept = await handbooks.save(version, next, nameOf(asking.actor));
      await changed('handbook.restore', asking, `${kept.version} from ${to}`);
      return kept;
    },
    'people.list': async () => ({ people: await profiles.list() }),
    'people.create': async ({ name, email, role, profile = null }, asking) => {
      const { id, password } = await staff.create({ name, email, role, profile });
      profiles.changed(id);
      await changed('people.create', asking, id);
      return { person: await personOf(id), password };
    },
    'people.change': async ({ id, name, role, profile }, asking) => {
      const before = await personOf(id);
      // First what may be refused: nothing is changed then.
      if (role !== undefined && role !== before.role) await staff.setRole(id, role);
      if (name !== undefined && name !== before.name) await staff.rename(id, name);
      if (profile !== undefined) await profiles.setProfile(id, profile);
      else profiles.changed(id);
      const person = await personOf(id);
      await changed('people.change', asking, id);
      if (person.role !== before.role || person.name !== before.name) effects.rescope(id);
      return { person };
    },
    'people.disable': async ({ id }, asking) => {
      await staff.disable(id);
      await sessions.endAllOf(id);
      profiles.changed(id);
      effects.revoke(id, 'forbidden');
      await changed('people.disable', asking, id);
      return { person: await personOf(id) };
    },
    'people.enable': async ({ id }, asking) => {
      await staff.enable(id);
      profiles.changed(id);
      await changed('people.enable', asking, id);
      return { person: await personOf(id) };
    },
    'people.password': async ({ id }, asking) => {
      const password = await staff.newPassword(id);
      await sessions.endAllOf(id);
      effects.revoke(id, 'unauthenticated');
      await changed('people.password', asking, id);
      return { password };
    },
    'policy.read': async () => {
      await policies.look();
      return policies.current();
    },
    'policy.save': async ({ version, rules }, asking) => {
      await policies.look();
      const wanted = keepingDesk(rules, policies.current().rules);
      const kept = await policies.save(version, wanted, nameOf(asking.actor));
      await changed('policy.save', asking, String(kept.version));
      return kept;
    },
    'policy.history': async () => ({ versions: await policies.history(historyLimit) }),
    'policy.version': ({ version }) => policyOf(version),
    'policy.restore': async ({ version, to }, asking) => {
      const { rules } = await policyOf(to);
      const kept = await policies.save(version, rules, nameOf(asking.actor));
      await changed('policy.restore', asking, `${kept.version} from ${to}`);
      return kept;
    },
    'policy.desks': async () => ({ desks: await deskCounts() }),
    'devices.list': async () => ({ devices: await devices.list() }),
    'devices.wipe': async (which, asking) => {
      if ((await devices.list(which)).length === 0) throw new RefusalError('not_found');
      const subject = [which.device, which.person].filter((one) => one !== undefined).join(' ');
      // Before it is done: what cannot be taken back leaves no trace-less moment.
      await changed('devices.wipe', asking, subject);
      await effects.wipe(await devices.order(which));
      return { devices: await devices.list(which) };
    },
    'origins.list': async () => ({ origins: await origins.list() }),
    'origins.allow': async ({ origin }, asking) => {
      await origins.allow(origin);
      await changed('origins.allow', asking, origin);
      return null;
    },
    'origins.withdraw': async ({ origin }, asking) => {
      await origins.withdraw(origin);
      await changed('origins.withdraw', asking, origin);
      return null;
    },
    'reports.rebuild': async (_, asking) => {
      await changed('reports.rebuild', asking);
      return rebuilding.begin();
    },
    'reports.rebuilding': async () => rebuilding.state(),
    'orders.read': () => orders.read(),
    'orders.save': async (change, asking) => {
      const kept = await orders.save(change);
      await changed('orders.save', asking, kept.settings === null ? null : originIn(kept.settings.url));
      return kept;
    },
    // Audited too: it sends the secret, and tells of a customer.
    'orders.try': async ({ sample, ...change }, asking) => {
      await changed('orders.try', asking, change.settings === null ? null : originIn(change.settings.url));
      return orders.tryOut(change, sample);
    },
    'watch.read': async () => {
      await watch.rules.look();
      return watch.rules.current();
    },
    'watch.save': async ({ version, rules }, asking) => {
      const kept = await watch.rules.save(version, rules, nameOf(asking.actor));
      await changed('watch.save', asking, String(kept.version));
      return kept;
    },
    'watch.history': async () => ({ versions: await watch.rules.history(historyLimit) }),
    'watch.version': ({ version }) => watchRulesOf(version),
    'watch.restore': async ({ version, to }, asking) => {
      const { rules } = await watchRulesOf(to);
      const kept = await watch.rules.save(version, rules, nameOf(asking.actor));
      await changed('watch.restore', asking, `${kept.version} from ${to}`);
      return kept;
    },
    'watch.try': ({ rule }) => watch.tryRule(rule),
    'hook.read': () => watch.hook.read(),
    'hook.save': async ({ settings, newSecret }, asking) => {
      const kept = await watch.hook.save(settings, newSecret);
      await changed('hook.save', asking, kept.settings === null ? null : new URL(kept.settings.url).origin);
      return kept;
    },
    'hook.try': async (_, asking) => {
      await changed('hook.try', asking);
      return watch.hook.tryOut();
    },
    'signIn.read': () => signIn.book.read(),
    'signIn.save': async ({ version, rules, secret }, asking) => {
      // Before it is in force: who opens this door to others is on the trail, whatever happens next.
      await changed('signIn.save', asking, rules.provider === null ? null : originIn(rules.provider.issuer));
      return signIn.book.put(version, rules, secret, nameOf(asking.actor));
    },
    'signIn.history': async () => ({ versions: await signIn.book.history(historyLimit) }),
    'signIn.version': async ({ version }) => {
      const kept = await signIn.book.past(version);
      if (kept === null) throw new RefusalError('not_found');
      return kept;
    },
    'signIn.try': async ({ provider, secret }, asking) => {
      await changed('signIn.try', asking, originIn(provider.issuer));
      const shown = secret === undefined ? await signIn.book.secretFor(provider) : secret;
      return signIn.provider.tryOut(provider, shown);
    },
    'audit.page': (asked) => trail(asked),
    'crashes.list': async () => crashes?.list() ?? { reports: [], unreadable: 0 },
    'crashes.read': async ({ id }, asking) => {
      const kept = crashesHere();
      const report = await kept.about(id);
      // Before it is handed over: it may hold what customers wrote.
      await changed('crashes.read', asking, id);
      return { report, content: (await kept.read(id)).toString('base64') };
    },
    'crashes.remove': async ({ id }, asking) => {
      const kept = crashesHere();
      if (!(await kept.has(id))) throw new RefusalError('not_found');
      await changed('crashes.remove', asking, id);
      await kept.remove(id);
      return null;
    },
    // Before it is done, as with whatever leaves the house.
    'backup.begin': async (_, asking) => {
      await changed('backup.begin', asking);
      return whose;
    },
    'audit.list': (asked) => listed(asked),
    'identity.show': async () => ({ secret: await identity.current() }),
    'identity.new': async (_, asking) => {
      const secret = await identity.renew();
      await changed('identity.new', asking);
      return { secret };
    },
  };
}
