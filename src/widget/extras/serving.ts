import type { PublicEntry } from '#shared/domain/entry.ts';

/** Since when `name` serves the conversation of these entries, whose queue it came from, and who else is in it. */
export function serviceIn(entries: readonly PublicEntry[], name: string) {
  let since: number | null = null;
  let group: string | null = null;
  const others = new Set<string>();
  for (const { body, at } of entries) {
    if (body.kind === 'assigned') {
      if (body.group !== undefined) group = body.group;
      // Taken back by the same person after a while without any: it goes on from there.
      since = body.agent === name ? at : null;
    }
    if (body.kind === 'joined') others.add(body.name);
    if (body.kind === 'left') others.delete(body.name);
  }
  others.delete(name);
  return { since, group, others: [...others] };
}
