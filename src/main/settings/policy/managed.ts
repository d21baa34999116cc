import type { Managed } from '#shared/ipc/policy.ts';
import { isSameHub } from '../../connection/hub-address.ts';
import type { Governed } from './governed.ts';

/** What may be switched off. */
const features = ['SeveralAccounts', 'HostHub', 'TrainingMode'] as const;

/** Hubs that may be signed in to; null: any. A recommendation only fills the form. */
export function hubsAllowed(settings: Pick<Governed, 'values' | 'isLocked'>): readonly string[] | null {
  return settings.isLocked('HubAddresses') ? (settings.values().HubAddresses ?? null) : null;
}

/** What stands in the form: `last` if it may be used, else the first there is. */
export function hubToFill(settings: Pick<Governed, 'values' | 'isLocked'>, last: string): string {
  const allowed = hubsAllowed(settings);
  if (allowed === null) return last || (settings.values().HubAddresses?.[0] ?? '');
  return allowed.some((one) => isSameHub(one, last)) ? last : (allowed[0] ?? '');
}

/** What the first screen has to know of the rules; undefined where there are none. */
export function managedIn(settings: Governed): Managed | undefined {
  const locked = settings.report().effective.flatMap((line) => (line.locked ? [line.name] : []));
  const values = settings.values();
  const off = features.filter((name) => values[name] === false);
  if (locked.length === 0 && off.length === 0) return undefined;
  const hubs = hubsAllowed(settings);
  return { locked, hubs: hubs === null ? null : [...hubs], off };
}
