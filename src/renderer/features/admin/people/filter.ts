import type { PersonRecord } from '#shared/protocol/admin.ts';
import type { Role } from '#shared/protocol/handshake.ts';

export type PeopleFilter = {
  readonly search: string;
  readonly role: Role | 'all';
  readonly status: 'enabled' | 'disabled' | 'all';
};

/** Who fits, by name; who is disabled last. Every word of the search must be in name or e-mail. */
export function filtered(
  people: readonly PersonRecord[],
  { search, role, status }: PeopleFilter,
  locale: string,
): PersonRecord[] {
  const words = search.toLowerCase().split(/\s+/u).filter(Boolean);
  const order = new Intl.Collator(locale, { numeric: true });
  return people
    .filter(({ name, email, ...one }) => {
      if (role !== 'all' && one.role !== role) return false;
      if (status !== 'all' && one.disabled !== (status === 'disabled')) return false;
      const text = `${name} ${email}`.toLowerCase();
      return words.every((word) => text.includes(word));
    })
    .sort((a, b) => Number(a.disabled) - Number(b.disabled) || order.compare(a.name, b.name));
}

/** Why it cannot be sent yet; null where it can. */
export function nameTrouble(name: string): 'missing' | 'too_long' | null {
  const { length } = name.trim();
  if (length === 0) return 'missing';
  return length > 80 ? 'too_long' : null;
}

export function isEmail(text: string): boolean {
  const { length } = text.trim();
  return length <= 254 && /^[^@\s]+@[^@\s]+$/u.test(text.trim());
}
