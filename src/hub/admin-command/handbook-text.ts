import type { BothNames, Handbook } from '#shared/domain/customer/handbook.ts';
import type { HandbookProblem, HandbookProblemCode } from '#shared/domain/customer/handbook-problems.ts';
import { deepest, pathOf } from '#shared/domain/customer/handbook-problems.ts';
import { clean, table } from './table.ts';

/** The parts of a handbook as tables, and what is wrong in one. */

const both = ({ zh, en }: BothNames) => (zh === en ? zh : `${zh} / ${en}`);

export function fieldsTable({ fields }: Handbook): string {
  return table(
    ['KEY', 'NAME', 'KIND', 'WRITTEN BY', 'OPTIONS'],
    fields.map((field) => [
      field.key,
      both(field.label),
      field.required ? `${field.kind}, required` : field.kind,
      field.editable ? 'agents' : 'programs',
      field.options.join(', '),
    ]),
  );
}

/** Each under what it stands under. */
export function dispositionsTable({ dispositions }: Handbook, groupName: (id: string) => string): string {
  const byCode = new Map(dispositions.map((one) => [one.code, one]));
  const under = (parent: string | null): string[][] =>
    dispositions
      .filter((one) => one.parent === parent)
      .flatMap((one) => {
        const depth = pathOf(byCode, one.code).length - 1;
        const row = [
          `${'  '.repeat(Math.max(0, depth))}${one.code}`,
          both(one.name),
          one.retired ? 'retired' : 'in use',
          one.groups.map(groupName).join(', ') || 'all',
        ];
        return [row, ...(depth < deepest ? under(one.code) : [])];
      });
  return table(['CODE', 'NAME', 'STATE', 'GROUPS'], under(null));
}

export function checklistsTable({ checklists }: Handbook, groupName: (id: string) => string): string {
  return table(
    ['NAME', 'STEPS', 'KINDS OF CASE', 'GROUPS'],
    checklists.map(({ name, steps, dispositions, groups }) => [
      both(name),
      String(steps.length),
      dispositions.join(', ') || 'all',
      groups.map(groupName).join(', ') || 'all',
    ]),
  );
}

export function requiredText({ requiredFor }: Handbook, groupName: (id: string) => string): string {
  if (requiredFor === null) return 'Every wrap-up has to name a disposition.';
  if (requiredFor.length === 0) return 'No wrap-up has to name a disposition.';
  return clean(`Wrap-up has to name a disposition in: ${requiredFor.map(groupName).join(', ')}.`);
}

const sentences: Readonly<Record<HandbookProblemCode, string>> = {
  code_twice: 'Another one has that code.',
  unknown_parent: 'It stands under one that there is not.',
  under_itself: 'It stands under itself.',
  too_deep: `It is found in more than ${deepest} steps.`,
  choice_without_options: 'There is nothing to choose from.',
  options_without_choice: 'It has options, but is no choice.',
  option_twice: 'An option is there twice.',
  required_not_editable: 'Nobody can ask for what only programs write.',
  unknown_disposition: 'It is for a kind of case that there is not.',
  step_twice: 'The id of a step is another one’s too.',
};

export function handbookProblemText({ path, code }: HandbookProblem): string {
  return clean(`Error in ${path}: ${sentences[code]}`);
}
