import { inPlaceOf } from '#shared/domain/customer/handbook-keeping.ts';
import { newId } from '#shared/domain/key.ts';
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
import { type RefusalCode, RefusalError, refusalOf } from '#shared/protocol/errors.ts';
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
  | { readonly kind: 'person'; readonly id: string; readonly name: string; readonly sessionId: string }
  | { readonly kind: 'operator' };

/** What changes for who is connected. Where no hub runs there is nobody. */
export type Effects = {
  /** Their name or role is another: their desks come back by themselves. */
  readonly rescope: (personId: string) => void;
  /** All that they have open ends. */
  readonly revoke: (personId: string, code: 'unauthenticated' | 'forbidden') => void;
  /** What the devices of these sign-ins keep is to go: who is here is told at once. */
  readonly wipe: (sessionIds: readonly string[]) => Promise<void>;
  /** These sign-ins were ended by an admin: their desks say so. */
  readonly ended: (sessionIds: readonly string[]) => void;
  /** Sign-ins that are connected here. */
  readonly here: () => readonly string[];
};

export type AdminParts = {
  readonly plans: Plans;
  readonly handbooks: Handbooks;
  readonly policies: DeskPolicies;
  readonly staff: Staff;
  readonly profiles: Profiles;
  readonly sessions: Pick<Sessions, 'endAllOf' | 'endThese' | 'listOf'>;
  readonly devices: Pick<Devices, 'list' | 'order' | 'keep'>;
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

  const line = (
    call: AdminCallName,
    { actor, address }: Asking,
    subject: string | null,
    failed?: RefusalCode,
  ) =>
    audit.changed({
      ...{ event: `admin.${call}`, actor, address, subject },
      ...(failed !== undefined && { failed }),
    });

  /**
   * The line first, then the act (decision 49): nothing is done that is not on the trail, also where the trail cannot be written.
   * What is known to be refused is refused before; where it was not done all the same, that is a line too.
   */
  const after = async <T>(
    call: AdminCallName,
    asking: Asking,
    subject: string | null,
    act: () => Promise<T>,
  ): Promise<T> => {
    await line(call, asking, subject);
    try {
      return await act();
    } catch (error) {
      await line(call, asking, subject, refusalOf(error).code);
      throw error;
    }
  };

  /** Refused where nobody would be left who is an admin. */
  const checkAdminLeft = async (without: string): Promise<void> => {
    const admins = (await profiles.list()).filter(({ role, disabled }) => role === 'admin' && !disabled);
    if (admins.length > 0 && admins.every(({ id }) => id === without)) throw new RefusalError('conflict');
  };

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
      const next = await plans.check(version, plan);
      return after('plan.save', asking, `${next}`, () => plans.save(version, plan, nameOf(asking.actor)));
    },
    'plan.check': async ({ plan }) => ({ problems: problemsOf(plan, await profiles.list()) }),
    'plan.history': async () => ({ versions: await plans.history(historyLimit) }),
    'plan.version': ({ version }) => versionOf(version),
    'plan.restore': async ({ version, to }, asking) => {
      const { plan } = await versionOf(to);
      const subject = `${await plans.check(version, plan)} from ${to}`;
      return after('plan.restore', asking, subject, () => plans.save(version, plan, nameOf(asking.actor)));
    },
    'handbook.read': async () => {
      await handbooks.look();
      return handbooks.current();
    },
    'handbook.save': async ({ version, handbook }, asking) => {
      const next = await handbooks.check(version, handbook);
      return after('handbook.save', asking, `${next}`, () =>
        handbooks.save(version, handbook, nameOf(asking.actor)),
      );
    },
    'handbook.history': async () => ({ versions: await handbooks.history(historyLimit) }),
    'handbook.version': ({ version }) => handbookOf(version),
    'handbook.restore': async ({ version, to }, asking) => {
      const { handbook } = await handbookOf(to);
      await handbooks.look();
      // Codes that came since are in records by now.
      const next = inPlaceOf(handbooks.current().handbook, handbook).handbook;
      const subject = `${await handbooks.check(version, next)} from ${to}`;
      return after('handbook.restore', asking, subject, () =>
        handbooks.save(version, next, nameOf(asking.actor)),
      );
    },
    'people.list': async () => ({ people: await profiles.list() }),
    'people.create': async ({ name, email, role, profile = null }, asking) => {
      if ((await profiles.list()).some((one) => one.email === email)) throw new RefusalError('conflict');
      const id = newId();
      const { password } = await after('people.create', asking, id, () =>
        staff.create({ id, name, email, role, profile }),
      );
      profiles.changed(id);
      return { person: await personOf(id), password };
    },
    'people.change': async ({ id, name, role, profile }, asking) => {
      const before = await personOf(id);
      const isOther = role !== undefined && role !== before.role;
      if (isOther && role !== 'admin') await checkAdminLeft(id);
      await after('people.change', asking, id, async () => {
        // First what may be refused: nothing is changed then.
        if (isOther) await staff.setRole(id, role);
        if (name !== undefined && name !== before.name) await staff.rename(id, name);
        if (profile !== undefined) await profiles.setProfile(id, profile);
        else profiles.changed(id);
      });
      const person = await personOf(id);
      if (person.role !== before.role || person.name !== before.name) effects.rescope(id);
      return { person };
    },
    'people.disable': async ({ id }, asking) => {
      await personOf(id);
      await checkAdminLeft(id);
      await after('people.disable', asking, id, async () => {
        await staff.disable(id);
        await sessions.endAllOf(id, 'admin');
      });
      profiles.changed(id);
      effects.revoke(id, 'forbidden');
      return { person: await personOf(id) };
    },
    'people.enable': async ({ id }, asking) => {
      await personOf(id);
      await after('people.enable', asking, id, () => staff.enable(id));
      profiles.changed(id);
      return { person: await personOf(id) };
    },
    'people.password': async ({ id }, asking) => {
      await personOf(id);
      const password = await after('people.password', asking, id, async () => {
        const made = await staff.newPassword(id);
        await sessions.endAllOf(id, 'admin');
        return made;
      });
      effects.revoke(id, 'unauthenticated');
      return { password };
    },
    'policy.read': async () => {
      await policies.look();
      return policies.current();
    },
    'policy.save': async ({ version, rules }, asking) => {
      await policies.look();
      const wanted = keepingDesk(rules, policies.current().rules);
      const next = await policies.check(version, wanted);
      return after('policy.save', asking, `${next}`, () =>
        policies.save(version, wanted, nameOf(asking.actor)),
      );
    },
    'policy.history': async () => ({ versions: await policies.history(historyLimit) }),
    'policy.version': ({ version }) => policyOf(version),
    'policy.restore': async ({ version, to }, asking) => {
      const { rules } = await policyOf(to);
      const subject = `${await policies.check(version, rules)} from ${to}`;
      return after('policy.restore', asking, subject, () =>
        policies.save(version, rules, nameOf(asking.actor)),
      );
    },
    'policy.desks': async () => ({ desks: await deskCounts() }),
    'devices.list': async () => ({ devices: await devices.list({}, effects.here()) }),
    'devices.look': async ({ of }) => ({ devices: await devices.list({}, effects.here(), of) }),
    'devices.wipe': async (which, asking) => {
      if ((await devices.list(which)).length === 0) throw new RefusalError('not_found');
      await after('devices.wipe', asking, subjectOf(which), async () =>
        effects.wipe(await devices.order(which)),
      );
      return { devices: await devices.list(which, effects.here()) };
    },
    'devices.keep': async (which, asking) => {
      const orders = (await devices.list(which)).flatMap(({ wipe }) => wipe ?? []);
      const open = orders.filter(({ wipedAt }) => wipedAt === null);
      if (open.length === 0) throw new RefusalError('not_found');
      if (open.every(({ toldAt }) => toldAt !== null)) throw new RefusalError('too_late');
      await after('devices.keep', asking, subjectOf(which), async () => {
        // It came meanwhile, and was told.
        if ((await devices.keep(which)) === 0) throw new RefusalError('too_late');
      });
      return { devices: await devices.list(which, effects.here()) };
    },
    'sessions.list': async ({ person }, { actor }) => {
      await personOf(person);
      const own = actor.kind === 'person' ? actor.sessionId : null;
      return {
        sessions: (await sessions.listOf(person)).map((one) => ({ ...one, isThis: one.id === own })),
      };
    },
    'sessions.end': async ({ person, id }, asking) => {
      const { actor } = asking;
      await personOf(person);
      const chosen = (await sessions.listOf(person)).filter(
        (one) =>
          (id === undefined || one.id === id) && !(actor.kind === 'person' && one.id === actor.sessionId),
      );
      if (chosen.length === 0) {
        if (id !== undefined) throw new RefusalError('not_found');
        return { ended: 0 };
      }
      const subject = id === undefined ? person : `${id} ${person}`;
      const ended = await after('sessions.end', asking, subject, () =>
        sessions.endThese(
          chosen.map((one) => one.id),
          'admin',
        ),
      );
      effects.ended(ended);
      return { ended: ended.length };
    },
    'origins.list': async () => ({ origins: await origins.list() }),
    'origins.allow': async ({ origin }, asking) => {
      await after('origins.allow', asking, origin, () => origins.allow(origin));
      return null;
    },
    'origins.withdraw': async ({ origin }, asking) => {
      await after('origins.withdraw', asking, origin, () => origins.withdraw(origin));
      return null;
    },
    'reports.rebuild': (_, asking) => after('reports.rebuild', asking, null, async () => rebuilding.begin()),
    'reports.rebuilding': async () => rebuilding.state(),
    'orders.read': () => orders.read(),
    'orders.save': async (change, asking) => {
      const { settings } = change;
      await orders.check(change);
      return after('orders.save', asking, settings === null ? null : originIn(settings.url), () =>
        orders.save(change),
      );
    },
    // Audited too: it sends the secret, and tells of a customer.
    'orders.try': ({ sample, ...change }, asking) =>
      after('orders.try', asking, change.settings === null ? null : originIn(change.settings.url), () =>
        orders.tryOut(change, sample),
      ),
    'watch.read': async () => {
      await watch.rules.look();
      return watch.rules.current();
    },
    'watch.save': async ({ version, rules }, asking) => {
      const next = await watch.rules.check(version, rules);
      return after('watch.save', asking, `${next}`, () =>
        watch.rules.save(version, rules, nameOf(asking.actor)),
      );
    },
    'watch.history': async () => ({ versions: await watch.rules.history(historyLimit) }),
    'watch.version': ({ version }) => watchRulesOf(version),
    'watch.restore': async ({ version, to }, asking) => {
      const { rules } = await watchRulesOf(to);
      const subject = `${await watch.rules.check(version, rules)} from ${to}`;
      return after('watch.restore', asking, subject, () =>
        watch.rules.save(version, rules, nameOf(asking.actor)),
      );
    },
    'watch.try': ({ rule }) => watch.tryRule(rule),
    'hook.read': () => watch.hook.read(),
    'hook.save': ({ settings, newSecret }, asking) =>
      after('hook.save', asking, settings === null ? null : new URL(settings.url).origin, () =>
        watch.hook.save(settings, newSecret),
      ),
    'hook.try': (_, asking) => after('hook.try', asking, null, () => watch.hook.tryOut()),
    'signIn.read': () => signIn.book.read(),
    'signIn.save': ({ version, rules, secret }, asking) =>
      after('signIn.save', asking, rules.provider === null ? null : originIn(rules.provider.issuer), () =>
        signIn.book.put(version, rules, secret, nameOf(asking.actor)),
      ),
    'signIn.history': async () => ({ versions: await signIn.book.history(historyLimit) }),
    'signIn.version': async ({ version }) => {
      const kept = await signIn.book.past(version);
      if (kept === null) throw new RefusalError('not_found');
      return kept;
    },
    'signIn.try': ({ provider, secret }, asking) =>
      after('signIn.try', asking, originIn(provider.issuer), async () => {
        const shown = secret === undefined ? await signIn.book.secretFor(provider) : secret;
        return signIn.provider.tryOut(provider, shown);
      }),
    'audit.page': (asked) => trail(asked),
    'crashes.list': async () => crashes?.list() ?? { reports: [], unreadable: 0 },
    'crashes.read': async ({ id }, asking) => {
      const kept = crashesHere();
      const report = await kept.about(id);
      // It may hold what customers wrote.
      return after('crashes.read', asking, id, async () => ({
        report,
        content: (await kept.read(id)).toString('base64'),
      }));
    },
    'crashes.remove': async ({ id }, asking) => {
      const kept = crashesHere();
      if (!(await kept.has(id))) throw new RefusalError('not_found');
      await after('crashes.remove', asking, id, () => kept.remove(id));
      return null;
    },
    'backup.begin': (_, asking) => after('backup.begin', asking, null, async () => whose),
    'audit.list': (asked) => listed(asked),
    'identity.show': async () => ({ secret: await identity.current() }),
    'identity.new': async (_, asking) => ({
      secret: await after('identity.new', asking, null, () => identity.renew()),
    }),
  };
}

/** Devices and people of an order, as its line names them. */
function subjectOf({ device, person }: AdminRequest<'devices.wipe'>): string {
  return [device, person].filter((one) => one !== undefined).join(' ');
}
