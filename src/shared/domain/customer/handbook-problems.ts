import type { Disposition, Handbook } from './handbook.ts';

/** What is wrong in a handbook, as codes: whoever shows them has the words. One with any is not taken. */
export const handbookProblemCodes = [
  'code_twice',
  'unknown_parent',
  'under_itself',
  'too_deep',
  'choice_without_options',
  'options_without_choice',
  'option_twice',
  'required_not_editable',
  'unknown_disposition',
  'step_twice',
] as const;
export type HandbookProblemCode = (typeof handbookProblemCodes)[number];
export type HandbookProblem = { readonly path: string; readonly code: HandbookProblemCode };

/** A disposition is found in so many steps at most. */
export const deepest = 4;

export function handbookProblems(handbook: Handbook): HandbookProblem[] {
  return [...ofFields(handbook), ...ofDispositions(handbook), ...ofChecklists(handbook)];
}

function ofFields({ fields }: Handbook): HandbookProblem[] {
  return fields.flatMap((field, at): HandbookProblem[] => {
    const found: HandbookProblem[] = [];
    if (fields.findIndex(({ key }) => key === field.key) < at)
      found.push({ path: `fields.${at}.key`, code: 'code_twice' });
    const isChoice = field.kind === 'choice';
    if (isChoice && field.options.length === 0)
      found.push({ path: `fields.${at}.options`, code: 'choice_without_options' });
    if (!isChoice && field.options.length > 0)
      found.push({ path: `fields.${at}.options`, code: 'options_without_choice' });
    if (new Set(field.options).size < field.options.length)
      found.push({ path: `fields.${at}.options`, code: 'option_twice' });
    if (field.required && !field.editable)
      found.push({ path: `fields.${at}.required`, code: 'required_not_editable' });
    return found;
  });
}

function ofDispositions({ dispositions }: Handbook): HandbookProblem[] {
  const byCode = new Map(dispositions.map((one) => [one.code, one]));
  return dispositions.flatMap((one, at): HandbookProblem[] => {
    const path = `dispositions.${at}`;
    if (dispositions.findIndex(({ code }) => code === one.code) < at)
      return [{ path: `${path}.code`, code: 'code_twice' }];
    if (one.parent !== null && !byCode.has(one.parent))
      return [{ path: `${path}.parent`, code: 'unknown_parent' }];
    const length = pathOf(byCode, one.code).length;
    if (length === 0) return [{ path: `${path}.parent`, code: 'under_itself' }];
    return length > deepest ? [{ path: `${path}.parent`, code: 'too_deep' }] : [];
  });
}

function ofChecklists({ checklists, dispositions }: Handbook): HandbookProblem[] {
  const known = new Set(dispositions.map(({ code }) => code));
  const steps = checklists.flatMap((list) => list.steps.map((step) => step.id));
  const found: HandbookProblem[] = checklists.flatMap((list, at) =>
    list.dispositions.some((code) => !known.has(code))
      ? [{ path: `checklists.${at}.dispositions`, code: 'unknown_disposition' }]
      : [],
  );
  return new Set(steps).size < steps.length ? [...found, { path: 'checklists', code: 'step_twice' }] : found;
}

/** Codes from the branch down to it; empty where it stands under itself, or there is none of that code. */
export function pathOf(byCode: ReadonlyMap<string, Disposition>, code: string): string[] {
  const path: string[] = [];
  for (let at = byCode.get(code); at !== undefined; ) {
    if (path.includes(at.code)) return [];
    path.unshift(at.code);
    at = at.parent === null ? undefined : byCode.get(at.parent);
  }
  return path;
}
