import type { Importance } from '#shared/domain/alerts/kinds.ts';
import { isOfFollowUp, type NoteKind, noteKinds } from '#shared/domain/quality/notes.ts';
import type { QualityNews, QualityNote } from '#shared/protocol/quality.ts';
import { fill, type Texts } from '../locales/texts.ts';
import type { Notice } from '../shell/notices.ts';
import { plainLine } from '../shell/toast-text.ts';

/** What a desk says of reviews that its person is told of just now, one notice a kind: names and numbers, no score and no words of anybody. */
export function qualityNotices({ notes, added }: QualityNews, texts: Texts): Notice[] {
  const fresh = notes.filter(({ id }) => added.includes(id));
  return noteKinds.flatMap((kind) => {
    const [first, ...others] = fresh.filter((note) => note.kind === kind);
    if (first === undefined) return [];
    const of = { kind, reviewId: others.length === 0 ? first.reviewId : null };
    return [
      {
        kind: 'quality' as const,
        importance: importanceOf(kind),
        conversationId: null,
        title: texts.quality[kind],
        body: bodyOf(first, others.length, texts),
        entryId: null,
        quality: of,
      },
    ];
  });
}

function importanceOf(kind: NoteKind): Importance {
  return kind === 'due' ? 'high' : 'normal';
}

function bodyOf({ kind, by, customer }: QualityNote, others: number, texts: Texts): string {
  const { ofCustomer, ofColleague, many } = texts.qualityBody;
  if (others > 0) return fill(many, { count: `${others + 1}` });
  if (isOfFollowUp(kind)) return fill(ofColleague, { name: by.name });
  const name = customer?.name ?? null;
  const who = (name === null ? '' : plainLine(name)) || texts.notice.aCustomer;
  return fill(ofCustomer, { who });
}
