import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { judgeHealth } from '#shared/domain/diagnostics/judge.ts';
import { checkedLine } from '#shared/domain/diagnostics/log-line.ts';
import type { PolicyReport } from '#shared/domain/policy/effective.ts';
import type { BundleFile, Health } from '#shared/ipc/support.ts';
import type { SettingsData } from '../settings/settings.ts';
import { type AccountRuling, policyOf } from './bundle-policy.ts';
import { filesUnder } from './folder.ts';

/** So much of the end of a log is enough to see what went wrong. Bytes. */
const mostOfALog = 400_000;

export type BundleParts = {
  readonly health: Health;
  readonly policy: PolicyReport;
  readonly rulings: readonly AccountRuling[];
  readonly settings: SettingsData;
  readonly logDir: string;
};

/**
 * What is handed to whoever helps (H6): health, versions, policy, settings and logs. Everything in it is taken from lists of what may
 * be; nothing is taken over whole. Reports of crashes are never in it: they are pictures of memory, which holds what people wrote.
 */
export function collectBundle(parts: BundleParts): readonly BundleFile[] {
  const { health, policy, rulings, settings, logDir } = parts;
  const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
  const logs = filesUnder(logDir)
    .filter(({ name }) => /^(desk|hub)\.log(\.\d)?$/.test(name))
    .sort((a, b) => a.name.localeCompare(b.name));
  return [
    { name: 'health.json', text: json({ lines: judgeHealth(health), ...health }) },
    { name: 'policy.json', text: json(policyOf(policy, rulings)) },
    { name: 'settings.json', text: json(settingsOf(settings)) },
    ...logs.map(({ name, path }) => ({ name: `logs/${name}`, text: logText(path) })),
  ];
}

/** The last lines of it, each looked at again. */
function logText(path: string): string {
  const lines = endOf(path).split('\n').map(checkedLine);
  return lines.flatMap((line) => (line === null ? [] : [`${line}\n`])).join('');
}

function endOf(path: string): string {
  const file = openSync(path, 'r');
  try {
    const from = Math.max(0, fstatSync(file).size - mostOfALog);
    const bytes = Buffer.alloc(fstatSync(file).size - from);
    const text = bytes.toString('utf8', 0, readSync(file, bytes, 0, bytes.length, from));
    // The first line of a part is none.
    return from === 0 ? text : text.slice(text.indexOf('\n') + 1);
  } finally {
    closeSync(file);
  }
}

/** Choices only: no hub, e-mail, account, name of a colleague, device or own key. */
function settingsOf(data: SettingsData) {
  const { theme, locale, cachePolicy, retentionDays, logLevel, crashReports, look, window, alerts } = data;
  return {
    ...{ theme, locale, cachePolicy, retentionDays, logLevel, crashReports, look },
    window: { width: window.width, height: window.height, maximized: window.maximized },
    accounts: data.accounts.known.length,
    ownKeys: Object.keys(data.keys).length,
    notifications: { volume: alerts.volume, preview: alerts.preview, events: alerts.events },
  };
}
