import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { readJson, writeJson } from './json-file.ts';

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
  /** Whether the person was told that closing the window keeps the desk at work. */
  readonly toldHidden: boolean;
};

export type Settings = {
  readonly get: () => SettingsData;
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
  let data = settingsFrom(stored);
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
    update: (change) => {
      data = { ...data, ...change };
      write();
    },
  };
}

/** Settings out of anything. */
export function settingsFrom(value: unknown): SettingsData {
  const of = fields(value);
  const last = fields(of.last);
  const place = fields(of.window);
  return {
    device: typeof of.device === 'string' && uuid.test(of.device) ? of.device : randomUUID(),
    theme: of.theme === 'light' || of.theme === 'dark' ? of.theme : 'system',
    locale: of.locale === 'zh-CN' || of.locale === 'en' ? of.locale : null,
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
    cachePolicy: cachePolicies.find((policy) => policy === of.cachePolicy) ?? 'accept',
    retentionDays: integer(of.retentionDays, 1, 3650) ?? 30,
    toldHidden: of.toldHidden === true,
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
