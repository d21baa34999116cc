import type { Handbook, KeptHandbook } from '../../../src/shared/domain/customer/handbook.ts';
import type { GivenHubRules } from '../../../src/shared/domain/policy/hub-rules.ts';
import type { KeptPlan, RoutingPlan } from '../../../src/shared/domain/routing/plan.ts';
import type { DeskCount } from '../../../src/shared/domain/update/desks-here.ts';
import type { KeptWatchRules, WatchRule } from '../../../src/shared/domain/watch/rule.ts';
import type { TrailVerdict } from '../../../src/shared/ipc/audit.ts';
import type { ListedLine, PersonRecord } from '../../../src/shared/protocol/admin.ts';
import type { DeviceRecord, KeptDeskPolicy } from '../../../src/shared/protocol/devices.ts';
import type { KeptOrderSettings, OrdersAnswer } from '../../../src/shared/protocol/orders.ts';
import type { SessionRecord } from '../../../src/shared/protocol/sessions.ts';
import type { KeptSignInRules, ProviderTried } from '../../../src/shared/protocol/sign-in.ts';
import type { KeptHook } from '../../../src/shared/protocol/watch.ts';

/** What a scripted hub has for an admin. Plain data: it travels into the page as JSON. */
export type AdminWorld = {
  readonly plan: RoutingPlan;
  readonly version: number;
  readonly at: number;
  readonly people: readonly PersonRecord[];
  readonly history: readonly { readonly version: number; readonly at: number; readonly by: string }[];
  readonly origins: readonly { readonly origin: string; readonly createdAt: number }[];
  readonly secret: string | null;
  /** Where orders are asked for, and what trying it comes to. */
  readonly orders?: { readonly kept: KeptOrderSettings; readonly tried: OrdersAnswer };
  /** Alert rules, and where alerts are sent; absent: none. */
  readonly rules?: KeptWatchRules;
  readonly hook?: KeptHook;
  /** Rules for desks, and the versions that these run; how one signs in, and what trying the provider comes to. Absent: nothing yet. */
  readonly policy?: KeptDeskPolicy;
  readonly desks?: readonly DeskCount[];
  readonly signIn?: KeptSignInRules;
  readonly tried?: ProviderTried;
  /** What somebody else makes of the rules for desks before the first save of this admin comes. */
  readonly fasterPolicy?: KeptDeskPolicy;
  /** The audit trail, the latest line first, and what verifying it comes to. */
  readonly trail?: readonly ListedLine[];
  readonly verdict?: TrailVerdict;
  /** Accounts on desks, and the sign-ins of whoever is looked at. */
  readonly devices?: readonly DeviceRecord[];
  readonly sessions?: readonly SessionRecord[];
  /** What somebody else saves before the first save of this admin comes. */
  readonly faster: { readonly by: string; readonly plan: RoutingPlan } | null;
  /** Every version of the handbook, oldest first; empty where nobody has written one. */
  readonly handbooks: readonly KeptHandbook[];
};

export type FakeAdmin = (
  name: string,
  input: never,
) => { value: unknown } | { refused: string; field?: string };

/**
 * The hub's side of the administration in a plain browser. It is sent into the page as its own source, so it must
 * not use anything from outside itself.
 */
export function installFakeAdmin(world: AdminWorld): void {
  let kept: KeptPlan = { version: world.version, at: world.at, by: '陈晨', plan: world.plan };
  let faster = world.faster;
  let { people, origins, secret } = world;
  let devices = [...(world.devices ?? [])];
  let sessions = [...(world.sessions ?? [])];
  let orders = world.orders?.kept ?? { settings: null, hasSecret: false };
  let history = [...world.history];
  let rules: KeptWatchRules = world.rules ?? { version: 0, at: 0, by: '', rules: { rules: [] } };
  // The version before had two rules less, and one that was switched off.
  const watchVersions: KeptWatchRules[] = [
    {
      ...{ version: Math.max(1, rules.version - 1), at: rules.at - 86_400_000, by: '陈晨' },
      rules: {
        rules: rules.rules.rules.slice(2).map((rule, n) => (n === 0 ? { ...rule, on: false } : rule)),
      },
    },
    ...(rules.version > 1 ? [rules] : []),
  ];
  let policy: KeptDeskPolicy = world.policy ?? {
    ...{ version: 0, at: 0, by: '' },
    rules: { locked: {}, recommended: {} },
  };
  let fasterPolicy = world.fasterPolicy;
  const policies: KeptDeskPolicy[] = [
    ...(policy.version > 1
      ? [
          {
            ...{ version: policy.version - 1, at: policy.at - 86_400_000, by: 'operator' },
            rules: { locked: { RetentionDays: 30 }, recommended: policy.rules.recommended },
          },
        ]
      : []),
    ...(policy.version > 0 ? [policy] : []),
  ];
  const savePolicy = (version: number, given: KeptDeskPolicy['rules']) => {
    if (fasterPolicy !== undefined) {
      policy = fasterPolicy;
      policies.push(policy);
      fasterPolicy = undefined;
    }
    if (version !== policy.version) return { refused: 'conflict' };
    policy = { version: version + 1, at: Date.now(), by: '林悦', rules: given };
    policies.push(policy);
    return { value: policy };
  };
  const signIns: KeptSignInRules[] = [];
  let signIn: KeptSignInRules = world.signIn ?? {
    ...{ version: 0, at: 0, by: '', hasSecret: false },
    rules: { provider: null, passwords: true },
  };
  let hook: KeptHook = world.hook ?? { settings: null, secret: null, log: [] };
  const earlier = new Map<number, RoutingPlan>([[world.version, world.plan]]);

  let handbooks = [...world.handbooks];
  const none: Handbook = { fields: [], dispositions: [], requiredFor: [], checklists: [] };
  const handbookNow = (): KeptHandbook => handbooks.at(-1) ?? { version: 0, at: 0, by: '', handbook: none };
  const saveHandbook = (version: number, handbook: Handbook) => {
    if (handbookNow().version !== version) return { refused: 'conflict' };
    const next = { version: version + 1, at: Date.now(), by: '林悦', handbook };
    handbooks = [...handbooks, next];
    return { value: next };
  };

  const save = (plan: RoutingPlan, by: string): KeptPlan => {
    kept = { version: kept.version + 1, at: Date.now(), by, plan };
    earlier.set(kept.version, plan);
    history = [{ version: kept.version, at: kept.at, by }, ...history];
    return kept;
  };

  const change = (id: string, by: Partial<PersonRecord>): { value: unknown } | { refused: string } => {
    people = people.map((one) => (one.id === id ? { ...one, ...by } : one));
    const person = people.find((one) => one.id === id);
    const admins = people.filter(({ role, disabled }) => role === 'admin' && !disabled);
    if (admins.length === 0) return { refused: 'conflict' };
    return person === undefined ? { refused: 'not_found' } : { value: { person } };
  };

  const answer: FakeAdmin = (name, input) => {
    const asked = input as {
      version: number;
      to: number;
      plan: RoutingPlan;
      handbook: Handbook;
      id: string;
      email: string;
      origin: string;
    };
    switch (name) {
      case 'admin.plan.read':
        return { value: kept };
      case 'admin.plan.save':
        if (faster !== null) {
          save(faster.plan, faster.by);
          faster = null;
        }
        return asked.version === kept.version ? { value: save(asked.plan, '林悦') } : { refused: 'conflict' };
      case 'admin.plan.history':
        return { value: { versions: history } };
      case 'admin.plan.version': {
        const plan = earlier.get(asked.version) ?? { ...kept.plan, rules: kept.plan.rules.slice(0, 1) };
        return { value: { version: asked.version, at: world.at, by: '陈晨', plan } };
      }
      case 'admin.plan.restore':
        return { value: save({ ...kept.plan, rules: kept.plan.rules.slice(0, 1) }, '林悦') };
      case 'admin.handbook.read':
        return { value: handbookNow() };
      case 'admin.handbook.save':
        return saveHandbook(asked.version, asked.handbook);
      case 'admin.handbook.history':
        return { value: { versions: [...handbooks].reverse() } };
      case 'admin.handbook.version': {
        const found = handbooks.find(({ version }) => version === asked.version);
        return found === undefined ? { refused: 'not_found' } : { value: found };
      }
      case 'admin.handbook.restore': {
        const found = handbooks.find(({ version }) => version === asked.to);
        return found === undefined ? { refused: 'not_found' } : saveHandbook(asked.version, found.handbook);
      }
      case 'admin.people.list':
        return { value: { people } };
      case 'admin.people.create': {
        if (people.some(({ email }) => email === asked.email)) return { refused: 'conflict' };
        const usual = {
          groups: null,
          skills: [],
          languages: [],
          capacity: null,
          listed: false,
          product: null,
          picture: null,
        };
        const more = { id: '01939c00-0000-7000-8000-00000000aaaa', disabled: false, createdAt: Date.now() };
        const person = { profile: usual, ...(input as object), ...more } as unknown as PersonRecord;
        people = [...people, person];
        return { value: { person, password: 'kiwi-lamp-otter-73' } };
      }
      case 'admin.people.change':
        return change(asked.id, input as object);
      case 'admin.people.disable':
        return change(asked.id, { disabled: true });
      case 'admin.people.enable':
        return change(asked.id, { disabled: false });
      case 'admin.people.password':
        return { value: { password: 'plum-river-stone-18' } };
      case 'admin.origins.list':
        return { value: { origins } };
      case 'admin.origins.allow':
        origins = [...origins, { origin: asked.origin, createdAt: Date.now() }];
        return { value: null };
      case 'admin.origins.withdraw':
        origins = origins.filter(({ origin }) => origin !== asked.origin);
        return { value: null };
      case 'admin.identity.show':
        return { value: { secret } };
      case 'admin.identity.new':
        secret = 'b3ZlciB0aGUgaGlsbHMgYW5kIGZhciBhd2F5';
        return { value: { secret } };
      case 'admin.watch.read':
        return { value: rules };
      case 'admin.watch.save': {
        const asked = input as { version: number; rules: KeptWatchRules['rules'] };
        if (asked.version !== rules.version) return { refused: 'conflict' };
        rules = { version: rules.version + 1, at: Date.now(), by: '林悦', rules: asked.rules };
        watchVersions.push(rules);
        return { value: rules };
      }
      case 'admin.watch.history':
        return { value: { versions: [...watchVersions].reverse() } };
      case 'admin.watch.version': {
        const found = watchVersions.find(({ version }) => version === asked.version);
        return found === undefined ? { refused: 'not_found' } : { value: found };
      }
      case 'admin.watch.restore': {
        const found = watchVersions.find(({ version }) => version === asked.to);
        if (found === undefined) return { refused: 'not_found' };
        if (asked.version !== rules.version) return { refused: 'conflict' };
        rules = { version: rules.version + 1, at: Date.now(), by: '林悦', rules: found.rules };
        watchVersions.push(rules);
        return { value: rules };
      }
      case 'admin.watch.try': {
        const { rule } = input as { rule: WatchRule };
        const raised = 'over' in rule.when ? Math.max(0, 40 - Math.floor(rule.when.over / 30)) : 12;
        const subjects = Math.ceil(raised / 2);
        return { value: { from: world.at - 7 * 86_400_000, to: world.at, raised, subjects } };
      }
      case 'admin.hook.read':
        return { value: hook };
      case 'admin.hook.save': {
        const { settings, newSecret } = input as { settings: KeptHook['settings']; newSecret: boolean };
        hook = { ...hook, settings, secret: newSecret || hook.secret === null ? 'whsec_new' : hook.secret };
        return { value: hook };
      }
      case 'admin.hook.try':
        return {
          value: { at: Date.now(), type: 'watch.test', tries: 1, state: 'sent', fault: null, status: null },
        };
      case 'admin.policy.read':
        return { value: policy };
      case 'admin.policy.save': {
        const { version, rules: given } = input as { version: number; rules: GivenHubRules };
        const { desk, ...rest } = given;
        return savePolicy(version, desk == null ? rest : { ...rest, desk });
      }
      case 'admin.policy.history':
        return { value: { versions: [...policies].reverse() } };
      case 'admin.policy.version': {
        const found = policies.find(({ version }) => version === asked.version);
        return found === undefined ? { refused: 'not_found' } : { value: found };
      }
      case 'admin.policy.restore': {
        const found = policies.find(({ version }) => version === asked.to);
        return found === undefined ? { refused: 'not_found' } : savePolicy(asked.version, found.rules);
      }
      case 'admin.policy.desks':
        return { value: { desks: world.desks ?? [] } };
      case 'admin.signIn.read':
        return { value: signIn };
      case 'admin.signIn.save': {
        const {
          version,
          rules: given,
          secret: told,
        } = input as {
          version: number;
          rules: KeptSignInRules['rules'];
          secret?: string;
        };
        if (version !== signIn.version) return { refused: 'conflict' };
        const hostOf = (of: KeptSignInRules['rules']) =>
          of.provider === null ? null : new URL(of.provider.issuer).host;
        const [was, is] = [hostOf(signIn.rules), hostOf(given)];
        if (told === undefined && signIn.hasSecret && was !== null && is !== null && was !== is)
          return { refused: 'bad_request', field: 'secret' };
        signIns.push(signIn);
        const hasSecret = given.provider !== null && (told !== undefined || signIn.hasSecret);
        signIn = { version: version + 1, at: Date.now(), by: '林悦', rules: given, hasSecret };
        return { value: signIn };
      }
      case 'admin.signIn.history':
        return { value: { versions: [signIn, ...[...signIns].reverse()] } };
      case 'admin.signIn.version':
        return {
          value: signIns.find((one) => one.version === asked.version) ?? {
            ...signIn,
            version: asked.version,
          },
        };
      case 'admin.signIn.try':
        return { value: world.tried };
      case 'admin.orders.read':
        return { value: orders };
      case 'admin.orders.save': {
        const { settings, secret: given } = input as {
          settings: KeptOrderSettings['settings'];
          secret?: string;
        };
        const hasSecret = settings !== null && (given === undefined ? orders.hasSecret : given !== null);
        orders = { settings, hasSecret };
        return { value: orders };
      }
      case 'admin.audit.list': {
        const { who, kind, before } = input as {
          who: string | null;
          kind: string | null;
          before: number | null;
        };
        const lines = (world.trail ?? []).filter(
          (line) =>
            (who === null || line.actorId === who || line.actorKind === who) &&
            (kind !== 'refused' || line.code !== 'changed') &&
            (before === null || line.number < before),
        );
        const head = { number: world.trail?.[0]?.number ?? 0, hash: 'f'.repeat(64) };
        return { value: { head, lines, next: before === null && lines.length > 0 ? 41_000 : null } };
      }
      case 'admin.devices.list':
        return { value: { devices } };
      case 'admin.devices.look': {
        // Whoever was told has done it by the next look.
        const { of } = input as { of: { device: string; person: string }[] };
        devices = devices.map((one) =>
          one.wipe?.toldAt != null && one.wipe.wipedAt === null
            ? { ...one, wipe: { ...one.wipe, wipedAt: Date.now() } }
            : one,
        );
        return {
          value: {
            devices: devices.filter((one) =>
              of.some(({ device, person }) => device === one.device && person === one.person.id),
            ),
          },
        };
      }
      case 'admin.devices.wipe':
      case 'admin.devices.keep': {
        const which = input as { device: string; person?: string };
        const isMeant = (one: DeviceRecord) =>
          one.device === which.device && (which.person === undefined || one.person.id === which.person);
        if (name === 'admin.devices.keep' && devices.some((one) => isMeant(one) && one.wipe?.toldAt != null))
          return { refused: 'too_late' };
        const at = Date.now();
        devices = devices.map((one) => {
          if (!isMeant(one)) return one;
          if (name === 'admin.devices.keep') return { ...one, isSignedIn: true, wipe: null };
          const wipe = { orderedAt: at, toldAt: one.isHere ? at : null, wipedAt: null };
          return { ...one, isSignedIn: false, isHere: false, wipe };
        });
        return { value: { devices: devices.filter(isMeant) } };
      }
      case 'admin.sessions.list':
        return { value: { sessions } };
      case 'admin.sessions.end': {
        const { id } = input as { id?: string };
        const before = sessions.length;
        sessions = sessions.filter((one) => one.isThis || (id !== undefined && one.id !== id));
        return { value: { ended: before - sessions.length } };
      }
      case 'audit.verify':
        return { value: world.verdict ?? { whole: true, head: { number: 0, hash: '0'.repeat(64) } } };
      case 'audit.export':
        return { value: { lines: world.trail?.length ?? 0 } };
      case 'audit.cancel':
        return { value: null };
      case 'admin.orders.try':
        return { value: world.orders?.tried ?? { state: 'off' } };
      default:
        return { refused: 'unknown_event' };
    }
  };
  Object.assign(window, { fakeAdmin: answer });
}
