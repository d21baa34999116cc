import type { PersonRecord } from '#shared/protocol/admin.ts';
import { call, refusedWith } from '../../../bridge/bridge.ts';
import { isSame } from '../model/merge.ts';
import { keepDraft, keptDraft } from './kept.ts';
import { draftOf, emptyPerson, newPerson, type PersonDraft, usePeople } from './people.ts';
import { lookAgain } from './plan.ts';
import { tellUnsaved, watchUnsaved } from './unsaved.ts';

watchUnsaved(() => Object.keys(usePeople.getState().drafts).length > 0);

function put(people: readonly PersonRecord[]): void {
  usePeople.setState({ people, refusal: null });
  lookAgain();
}

function putDrafts(drafts: Readonly<Record<string, PersonDraft>>): void {
  usePeople.setState({ drafts });
  keepDraft('people', Object.keys(drafts).length === 0 ? null : drafts);
  tellUnsaved();
}

export async function loadPeople(): Promise<void> {
  if (usePeople.getState().people === null) {
    const kept = keptDraft('people') as Readonly<Record<string, PersonDraft>> | null;
    if (kept !== null) putDrafts(kept);
  }
  try {
    put((await call('admin.people.list', null)).people);
  } catch (error) {
    usePeople.setState({ refusal: refusedWith(error) });
  }
}

/** What is as it was is no draft. */
export function editPerson(id: string, draft: PersonDraft): void {
  const { people, drafts } = usePeople.getState();
  const person = people?.find((one) => one.id === id);
  if (isSame(draft, person === undefined ? emptyPerson : draftOf(person))) dropDraft(id);
  else putDrafts({ ...drafts, [id]: draft });
}

export function dropDraft(id: string): void {
  const { [id]: _, ...others } = usePeople.getState().drafts;
  putDrafts(others);
}

/** The calls below reject with a `RefusalError`; what was typed stays. */
function replace(person: PersonRecord): void {
  const people = usePeople.getState().people ?? [];
  const isKnown = people.some(({ id }) => id === person.id);
  put(isKnown ? people.map((one) => (one.id === person.id ? person : one)) : [...people, person]);
}

/** Answers the id. */
export async function createPerson({ name, email, role, profile }: PersonDraft): Promise<string> {
  const asked = { name: name.trim(), email: email.trim().toLowerCase(), role, profile };
  const { person, password } = await call('admin.people.create', asked);
  replace(person);
  dropDraft(newPerson);
  usePeople.setState({ password: { name: person.name, email: person.email, password } });
  return person.id;
}

/** Sends what is changed, and nothing else: two admins may work on one person. */
export async function savePerson(person: PersonRecord, draft: PersonDraft): Promise<void> {
  const name = draft.name.trim();
  const { role, profile } = draft;
  const answer = await call('admin.people.change', {
    id: person.id,
    ...(name === person.name ? {} : { name }),
    ...(role === person.role ? {} : { role }),
    ...(isSame(profile, person.profile) ? {} : { profile }),
  });
  replace(answer.person);
  dropDraft(person.id);
}

export async function setDisabled({ id }: PersonRecord, disabled: boolean): Promise<void> {
  const answer = await call(disabled ? 'admin.people.disable' : 'admin.people.enable', { id });
  replace(answer.person);
}

export async function renewPassword({ id, name, email }: PersonRecord): Promise<void> {
  const { password } = await call('admin.people.password', { id });
  usePeople.setState({ password: { name, email, password } });
}

export function forgetPassword(): void {
  usePeople.setState({ password: null });
}
