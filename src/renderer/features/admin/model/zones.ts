/** A time zone by its IANA name, and by what the screen's language calls it. */
export type Zone = { readonly id: string; readonly name: string };

/** Every time zone that this program knows. Some hundred names are asked of the system: not for every letter. */
export function allZones(locale: string): readonly Zone[] {
  return Intl.supportedValuesOf('timeZone').map((id) => ({ id, name: nameOf(id, locale) }));
}

function nameOf(timeZone: string, locale: string): string {
  const format = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'longGeneric' });
  return format.formatToParts(0).find(({ type }) => type === 'timeZoneName')?.value ?? '';
}

/** Cities that begin with what was typed first, then regions, then those that have it anywhere. */
export function zonesFor(search: string, zones: readonly Zone[], most: number): Zone[] {
  const wanted = search.trim().toLowerCase();
  const typed = wanted.replaceAll(' ', '_');
  const rank = ({ id, name }: Zone) => {
    const zone = id.toLowerCase();
    if (zone === typed) return 0;
    if (zone.split('/').at(-1)?.startsWith(typed)) return 1;
    if (zone.startsWith(typed)) return 2;
    if (zone.includes(typed)) return 3;
    return name.toLowerCase().includes(wanted) ? 4 : 5;
  };
  return zones
    .map((zone) => [rank(zone), zone] as const)
    .filter(([place]) => place < 5)
    .sort(([a], [b]) => a - b)
    .slice(0, most)
    .map(([, zone]) => zone);
}

/** "UTC+8" as the zone is at that moment. */
export function offsetText(timeZone: string, at: number): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'shortOffset' }).formatToParts(at);
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  return name.replace('GMT', 'UTC');
}
