import type { BothNames, Handbook } from '#shared/domain/customer/handbook.ts';
import { isMoved, isSame, listChanges, merged } from './merge.ts';

/** What makes one handbook another, by field, disposition and checklist; and how two people's changes go together. */

export type HandbookList = 'fields' | 'dispositions' | 'checklists';

export type HandbookChange =
  | {
      readonly in: HandbookList;
      readonly id: string;
      readonly name: BothNames;
      readonly how: 'added' | 'removed' | 'changed';
    }
  | { readonly in: HandbookList; readonly how: 'moved' }
  /** Whose wrap-up has to name a disposition. */
  | { readonly in: 'requiredFor'; readonly how: 'changed' };

const idOfField = ({ key }: Handbook['fields'][number]) => key;
const idOfDisposition = ({ code }: Handbook['dispositions'][number]) => code;
const idOfChecklist = ({ id }: Handbook['checklists'][number]) => id;

export function handbookChanges(before: Handbook, after: Handbook): HandbookChange[] {
  if (before === after) return [];
  return [
    ...changesIn('fields', before.fields, after.fields, idOfField, ({ label }) => label),
    ...changesIn(
      'dispositions',
      before.dispositions,
      after.dispositions,
      idOfDisposition,
      ({ name }) => name,
    ),
    ...(isSame(before.requiredFor, after.requiredFor)
      ? []
      : [{ in: 'requiredFor', how: 'changed' } as const]),
    ...changesIn('checklists', before.checklists, after.checklists, idOfChecklist, ({ name }) => name),
  ];
}

function changesIn<T>(
  list: HandbookList,
  before: readonly T[],
  after: readonly T[],
  idOf: (one: T) => string,
  nameOf: (one: T) => BothNames,
): HandbookChange[] {
  return [
    ...listChanges(before, after, idOf).map(
      ({ one, how }) => ({ in: list, id: idOf(one), name: nameOf(one), how }) as const,
    ),
    ...(isMoved(before, after, idOf) ? [{ in: list, how: 'moved' } as const] : []),
  ];
}

/** My changes since `base`, made to `theirs` instead. What both have changed is as I have it. */
export function handbookRebased(base: Handbook, mine: Handbook, theirs: Handbook): Handbook {
  return {
    fields: merged(base.fields, mine.fields, theirs.fields, idOfField),
    dispositions: merged(base.dispositions, mine.dispositions, theirs.dispositions, idOfDisposition),
    requiredFor: isSame(base.requiredFor, mine.requiredFor) ? theirs.requiredFor : mine.requiredFor,
    checklists: merged(base.checklists, mine.checklists, theirs.checklists, idOfChecklist),
  };
}
