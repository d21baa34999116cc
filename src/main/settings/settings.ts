import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { type AlertPreferences, alertPreferencesFrom } from '#shared/domain/alerts/preferences.ts';
import { type CrashMode, crashModes } from '#shared/domain/diagnostics/crashes.ts';
import { type LogLevel, logLevels } from '#shared/domain/diagnostics/log-line.ts';
import { hueCount } from '#shared/domain/hue.ts';
import { type Bindings, bindingsFrom } from '#shared/domain/keys/rules.ts';
import { usualLook } from '#shared/domain/look.ts';
import { authoritiesFrom } from '#shared/domain/network/authority.ts';
import { choiceFrom, type ProxyChoice } from '#shared/domain/network/choice.ts';
import { longestName, mostAccounts } from '#shared/ipc/account-limits.ts';
import { firstPlace } from '#shared/ipc/account-of.ts';
import type { Look } from '#shared/ipc/app.ts';
import { readJson, writeJson } from './json-file.ts';
import { isPlaceId } from './places.ts';

export type WindowPlace = {
  readonly x: number | null;
  readonly y: number | null;
  readonly width: number;
  readonly height: number;
  readonly maximized: boolean;
};

/**
 * What is done where no keychain protects the cache: kept on the disk all the same and said (`accept`), kept
 * in memory only, or locked with a pass phrase.
 */
export const cachePolicies = ['accept', 'memory', 'passphrase'] as const;
export type CachePolicy = (typeof cachePolicies)[number];

/** What this desk remembers of itself. Nothing in it is secret or about a customer. */
export type SettingsData = {
  /** Names this installation to a hub. */
  readonly device: string;
  readonly theme: 'system' | 'light' | 'dark';
  /** Null until somebody chose: then it follows the system. */
  readonly locale: 'zh-CN' | 'en' | null;
  readonly window: WindowPlace;
  /** What was signed in to last, to fill the form. */
  readonly last: { readonly hub: string; readonly email: string };
  readonly cachePolicy: CachePolicy;
  /** Days that closed conversations stay in the cache. */
  readonly retentionDays: number;
  readonly logLevel: LogLevel;
  readonly crashReports: CrashMode;
  /** What the person said last of starting with the computer; how it is, the system says. */
  readonly autostart: boolean;
  /** What counted at the last start, rules among it: they are read later than a crash may come. */
  readonly keptCrashes: boolean;
  /** Whether the person was told that closing the window keeps the desk at work. */
  readonly toldHidden: boolean;
  readonly proxy: ProxyChoice;
  /** Certificate authorities that the person trusts in addition. */
  readonly authorities: readonly string[];
  readonly alerts: AlertPreferences;
  readonly look: Look;
  /** Keys that somebody gave to actions. */
  readonly keys: Bindings;
  readonly accounts: KnownAccounts;
  /** Names of policies that the person chose a value of, be it the usual one: it counts before one that is recommended. */
  readonly chosen: readonly string[];
};

/**
 * An account of this window as it is shown before it is opened. `name` and `hue` are the person's own choice; no name
 * is ''.
 */
export type KnownAccount = {
  readonly id: string;
  readonly name: string;
  readonly hue: number;
  readonly hub: string;
  readonly workspace: string;
  readonly person: string;
};

/** In the order in which they are shown. Which there are the disk says, not this list. */
export type KnownAccounts = { readonly inView: string; readonly known: readonly KnownAccount[] };

export type Settings = {
  readonly get: () => SettingsData;
  /** Names of what in the file was not as it can be, and counts as its default. */
  readonly strange: readonly string[];
  /** Writes at once. A disk that refuses keeps the change for this run only. */
  readonly update: (change: Partial<SettingsData>) => void;
};

/**
 * Settings of the desk in `dir`. It is read before the window exists, so no schema library is loaded
 * for it: every field is looked at by hand and a strange one becomes its default.
 */
export function openSettings(dir: string): Settings {
  const path = join(dir, 'settings.json');
  const stored = readJson(path);
  const strange: string[] = [];
  let data = settingsFrom(stored, (name) => strange.push(name));
  const write = (): void => {
    try {
      writeJson(path, data);
    } catch {
      // Not worth stopping for: the next change tries again.
    }
  };
  if (stored === null) write();
  return {
    get: () => data,
    strange,
    update: (change) => {
      data = { ...data, ...change };
      write();
    },
  };
}

/** Settings out of anything. What is strange becomes its default, and its name is said. */
export function settingsFrom(value: unknown, say: (name: string) => void = () => {}): SettingsData {
  const of = fields(value);
  const last = fields(of.last);
  const place = fields(of.window);
  const take = <T>(found: unknown, name: string, read: T | null, usual: T): T => {
    if (read !== null) return read;
    if (found !== undefined && found !== null) say(name);
    return usual;
  };
  const one = <T extends string>(name: string, known: readonly T[], usual: T): T =>
    take(of[name], name, known.find((each) => each === of[name]) ?? null, usual);
  return {
    device: take(
      of.device,
      'device',
      typeof of.device === 'string' && uuid.test(of.device) ? of.device : null,
      randomUUID(),
    ),
    theme: one('theme', ['system', 'light', 'dark'], 'system'),
    locale: take<'zh-CN' | 'en' | null>(
      of.locale,
      'locale',
      of.locale === 'zh-CN' || of.locale === 'en' ? of.locale : null,
      null,
    ),
    window: {
      x: integer(place.x, -20_000, 20_000),
      y: integer(place.y, -20_000, 20_000),
      width: integer(place.width, 640, 20_000) ?? 1280,
      height: integer(place.height, 480, 20_000) ?? 800,
      maximized: place.maximized === true,
    },
    last: {
      hub: typeof last.hub === 'string' ? last.hub.slice(0, 300) : '',
      email: typeof last.email === 'string' ? last.email.slice(0, 254) : '',
    },
    cachePolicy: one('cachePolicy', cachePolicies, 'accept'),
    retentionDays: take(of.retentionDays, 'retentionDays', integer(of.retentionDays, 1, 3650), 30),
    logLevel: one('logLevel', logLevels, 'info'),
    crashReports: one('crashReports', crashModes, 'off'),
    autostart: of.autostart === true,
    keptCrashes: of.keptCrashes === true,
    toldHidden: of.toldHidden === true,
    proxy: choiceFrom(of.proxy, () => say('proxy')),
    authorities: authoritiesFrom(of.authorities, () => say('authorities')),
    alerts: alertPreferencesFrom(of.alerts, say),
    look: lookFrom(fields(of.look), say),
    keys: bindingsFrom(of.keys, say),
    accounts: accountsFrom(of.accounts, say),
    chosen: Array.isArray(of.chosen)
      ? of.chosen.filter((name) => typeof name === 'string').slice(0, 100)
      : [],
  };
}

function accountsFrom(value: unknown, say: (name: string) => void): KnownAccounts {
  const of = fields(value);
  const list = Array.isArray(of.known) ? of.known.slice(0, mostAccounts).map(fields) : [];
  const text = (found: unknown, longest: number) =>
    typeof found === 'string' ? found.slice(0, longest) : '';
  const read = list.map((one) => ({
    id: text(one.id, 16),
    name: text(one.name, longestName),
    hue: integer(one.hue, 1, hueCount) ?? 1,
    hub: text(one.hub, 300),
    workspace: text(one.workspace, 200),
    person: text(one.person, 200),
  }));
  const known = read.filter(({ id }, at) => isPlaceId(id) && read.findIndex((one) => one.id === id) === at);
  if (known.length < list.length || (value !== undefined && value !== null && !Array.isArray(of.known)))
    say('accounts');
  return { inView: isPlaceId(of.inView) ? of.inView : firstPlace, known };
}

function lookFrom(of: Readonly<Record<string, unknown>>, say: (name: string) => void): Look {
  const one = <T>(name: string, known: readonly T[], usual: T): T => {
    const found = known.find((each) => each === of[name]);
    if (found === undefined && of[name] !== undefined) say(`look.${name}`);
    return found ?? usual;
  };
  const fontSize = integer(of.fontSize, 90, 150);
  if (fontSize === null && of.fontSize !== undefined) say('look.fontSize');
  return {
    contrast: one('contrast', ['system', 'high'], usualLook.contrast),
    fontSize: fontSize ?? usualLook.fontSize,
    density: one('density', ['compact', 'usual', 'roomy'], usualLook.density),
    motion: one('motion', ['system', 'reduced'], usualLook.motion),
    sendKey: one('sendKey', ['enter', 'ctrl-enter'], usualLook.sendKey),
    undoSend: one('undoSend', [true, false], usualLook.undoSend),
  };
}

/** The interface language where nobody chose: Chinese for every Chinese system, else English. */
export function localeFor(system: string): 'zh-CN' | 'en' {
  return /^zh\b/i.test(system) ? 'zh-CN' : 'en';
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

function fields(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

function integer(value: unknown, least: number, most: number): number | null {
  return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most
    ? value
    : null;
}
