import { effectivePolicy, type Layer, type PolicyReport, valuesOf } from '#shared/domain/policy/effective.ts';
import type { PolicyName, PolicyValue, PolicyValues } from '#shared/domain/policy/policies.ts';
import { RefusalError } from '#shared/protocol/errors.ts';
import { type Settings, type SettingsData, settingsFrom } from '../settings.ts';
import type { Found } from './json-folder.ts';

/** How a policy is a setting too: where it stands, and how it is put there. */
type AsSetting<N extends PolicyName> = {
  readonly get: (data: SettingsData) => PolicyValue<N> | null;
  readonly put: (data: SettingsData, value: PolicyValue<N> | null) => SettingsData;
};

/** Policies that people can have their own way, as long as nobody rules them. Null: they have said nothing. */
const settingsOf: { readonly [N in PolicyName]?: AsSetting<N> } = {
  RetentionDays: {
    get: ({ retentionDays }) => retentionDays,
    put: (data, days) => ({ ...data, retentionDays: days ?? data.retentionDays }),
  },
  CacheProtection: {
    get: ({ cachePolicy }) => cachePolicy,
    put: (data, policy) => ({ ...data, cachePolicy: policy ?? data.cachePolicy }),
  },
  LogLevel: {
    get: ({ logLevel }) => logLevel,
    put: (data, level) => ({ ...data, logLevel: level ?? data.logLevel }),
  },
  CrashReports: {
    get: ({ crashReports }) => crashReports,
    put: (data, mode) => ({ ...data, crashReports: mode ?? data.crashReports }),
  },
  Autostart: {
    get: ({ autostart }) => autostart,
    put: (data, autostart) => ({ ...data, autostart: autostart ?? data.autostart }),
  },
  NotificationPreview: {
    get: ({ alerts }) => alerts.preview,
    put: (data, preview) => ({
      ...data,
      alerts: { ...data.alerts, preview: preview ?? data.alerts.preview },
    }),
  },
  Language: { get: ({ locale }) => locale, put: (data, locale) => ({ ...data, locale }) },
  Theme: { get: ({ theme }) => theme, put: (data, theme) => ({ ...data, theme: theme ?? data.theme }) },
  ProxyMode: {
    get: ({ proxy }) => proxy.mode,
    put: (data, mode) => ({ ...data, proxy: { ...data.proxy, mode: mode ?? data.proxy.mode } }),
  },
  ProxyServer: {
    get: ({ proxy }) => proxy.server || null,
    put: (data, server) => ({ ...data, proxy: { ...data.proxy, server: server ?? '' } }),
  },
  ProxyPacUrl: {
    get: ({ proxy }) => proxy.pac || null,
    put: (data, pac) => ({ ...data, proxy: { ...data.proxy, pac: pac ?? '' } }),
  },
  ProxyBypass: {
    get: ({ proxy }) => (proxy.bypass.length === 0 ? null : [...proxy.bypass]),
    put: (data, bypass) => ({ ...data, proxy: { ...data.proxy, bypass: bypass ?? [] } }),
  },
  CertificateAuthorities: {
    get: ({ authorities }) => (authorities.length === 0 ? null : [...authorities]),
    put: (data, authorities) => ({ ...data, authorities: authorities ?? [] }),
  },
  Contrast: look('contrast'),
  FontSize: look('fontSize'),
  Density: look('density'),
  SendKey: look('sendKey'),
  UndoSend: look('undoSend'),
};

/** Lists are the same by what is in them. */
const isSame = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);

function look<K extends keyof SettingsData['look']>(key: K) {
  return {
    get: (data: SettingsData) => data.look[key],
    put: (data: SettingsData, value: SettingsData['look'][K] | null): SettingsData => ({
      ...data,
      look: { ...data.look, [key]: value ?? data.look[key] },
    }),
  };
}

const settingNames = Object.keys(settingsOf) as readonly PolicyName[];

export type Governed = Settings & {
  readonly report: () => PolicyReport;
  /** The policies that somebody gave a value, the person among them. */
  readonly values: () => PolicyValues;
  readonly isLocked: (name: PolicyName) => boolean;
};

/**
 * Settings under policy: what is enforced counts whatever the file says and cannot be changed (`managed`), what is recommended
 * counts until the person has chosen, and chosen counts as chosen though it is as usual.
 */
export function govern(settings: Settings, given: Found | (() => Found)): Governed {
  const found = typeof given === 'function' ? given : () => given;
  const usual = settingsFrom({});
  const as = (name: PolicyName) => settingsOf[name] as AsSetting<PolicyName>;

  function own(): Layer {
    const data = settings.get();
    const chosen = settingNames.flatMap((name) => {
      const value = as(name).get(data);
      const isChosen = data.chosen.includes(name) || !isSame(value, as(name).get(usual));
      return isChosen && value !== null ? [[name, value] as const] : [];
    });
    return { source: 'user', from: '', values: Object.fromEntries(chosen) };
  }

  let of: SettingsData | null = null;
  let from: Found | null = null;
  let known: PolicyReport = { effective: [], ignored: [] };
  /** Made anew only when the settings or the rules are others: it is asked for all the time. */
  const report = (): PolicyReport => {
    const now = found();
    if (of === settings.get() && from === now) return known;
    of = settings.get();
    from = now;
    const { effective, ignored } = effectivePolicy([...now.layers, own()]);
    known = { effective, ignored: [...now.ignored, ...ignored] };
    return known;
  };
  const values = () => valuesOf(report());
  const isLocked = (name: PolicyName) => report().effective.some((line) => line.name === name && line.locked);

  function get(): SettingsData {
    const said = values();
    return settingNames.reduce((data, name) => {
      const value = said[name];
      return value === undefined ? data : as(name).put(data, value);
    }, settings.get());
  }

  function update(change: Partial<SettingsData>): void {
    const before = get();
    const after = { ...before, ...change };
    const changed = settingNames.filter((name) => !isSame(as(name).get(before), as(name).get(after)));
    const locked = changed.find(isLocked);
    if (locked !== undefined) throw new RefusalError({ code: 'managed', field: locked });
    // What goes along unchanged is not the person's choice, and is not written down as if it were.
    const raw = settings.get();
    const next = settingNames
      .filter((name) => !changed.includes(name))
      .reduce((data, name) => as(name).put(data, as(name).get(raw)), after);
    const parts = Object.keys(change) as readonly (keyof SettingsData)[];
    const kept = Object.fromEntries(parts.map((part) => [part, next[part]])) as Partial<SettingsData>;
    const chosen = [...new Set([...raw.chosen, ...changed])];
    settings.update(changed.length === 0 ? kept : { ...kept, chosen });
  }

  return {
    get,
    update,
    get strange() {
      return settings.strange;
    },
    report,
    values,
    isLocked,
  };
}
