/** What was meant to be sent and is to be changed, with what was being written meanwhile below it. */
export function aboveDraft(text: string, draft: string): string {
  if (draft.trim() === '') return text;
  return text === '' ? draft : `${text}\n${draft}`;
}
