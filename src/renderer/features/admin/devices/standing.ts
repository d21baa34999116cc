import type { DeviceRecord } from '#shared/protocol/devices.ts';

/**
 * How it is with an account on a desk. `asked`: to be wiped, and the desk has not been told; `told`: it was, and has not said that
 * it is done; `wiped`: it has said so, and nobody has signed in there since.
 */
export const standings = ['active', 'signedOut', 'asked', 'told', 'wiped'] as const;
export type Standing = (typeof standings)[number];

export function standingOf({ isSignedIn, wipe }: DeviceRecord): Standing {
  if (wipe !== null && wipe.wipedAt === null) return wipe.toldAt === null ? 'asked' : 'told';
  if (isSignedIn) return 'active';
  return wipe === null ? 'signedOut' : 'wiped';
}

export const nameOfPair = ({ device, person }: DeviceRecord): string => `${device} ${person.id}`;

/** It will be another one by itself. */
export const isOnItsWay = (record: DeviceRecord): boolean => ['asked', 'told'].includes(standingOf(record));

export type Filter = { readonly search: string; readonly standing: Standing | 'connected' | '' };
export const noFilter: Filter = { search: '', standing: '' };

/** By name, address, computer, system, version or number of the device: each word has to be somewhere. */
export function filtered(
  devices: readonly DeviceRecord[],
  { search, standing }: Filter,
  locale: string,
): DeviceRecord[] {
  const words = search.toLocaleLowerCase(locale).split(/\s+/u).filter(Boolean);
  return devices.filter((record) => {
    if (standing === 'connected' ? !record.isHere : standing !== '' && standingOf(record) !== standing)
      return false;
    const { person, computer, app, device } = record;
    const all = [person.name, person.email, computer?.name, computer?.system, app, device]
      .join(' ')
      .toLocaleLowerCase(locale);
    return words.every((word) => all.includes(word));
  });
}

/** With what is known of some by now; in the order that they had. */
export function withNewer(
  devices: readonly DeviceRecord[],
  newer: readonly DeviceRecord[],
): readonly DeviceRecord[] {
  const byName = new Map(newer.map((record) => [nameOfPair(record), record]));
  return devices.map((record) => byName.get(nameOfPair(record)) ?? record);
}
