import type { Contact } from '#shared/domain/entry.ts';
import { emailLink } from '#shared/domain/way-out.ts';

export type ReachFault = 'needsText' | 'needsReach' | 'notAnEmail' | 'notAPhone';

/** What the visitor typed into the form. */
export type Form = {
  readonly text: string;
  readonly name: string;
  readonly email: string;
  readonly phone: string;
};

/** The first thing that is wrong with it, or what is to be sent. One way to be reached is enough. */
export function readForm(form: Form): { readonly fault: ReachFault } | { readonly contact: Contact } {
  const given = (text: string): string | null => text.trim() || null;
  const { email, phone } = { email: given(form.email), phone: given(form.phone) };
  if (!form.text.trim()) return { fault: 'needsText' };
  if (email === null && phone === null) return { fault: 'needsReach' };
  if (email !== null && emailLink(email) === null) return { fault: 'notAnEmail' };
  // As people write one, anywhere: who answers can read it.
  if (phone !== null && !/^(?=(.*\d){5})[+\d\s().,#*/-]{5,40}$/.test(phone)) return { fault: 'notAPhone' };
  return { contact: { name: given(form.name), email, phone } };
}
