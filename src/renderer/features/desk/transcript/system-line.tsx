import { useLingui } from '@lingui/react/macro';
import type { Entry } from '#shared/domain/entry.ts';
import { fullText, timeText } from '../../../ui/time.ts';
import { useSentence } from './sentence.ts';

/** What happened to the conversation, in a line. */
export function SystemLine({ entry }: { readonly entry: Entry }) {
  const { i18n } = useLingui();
  const sentence = useSentence(entry);
  return (
    <span
      className="foreign inline-block max-w-full truncate align-bottom"
      data-testid="entry"
      data-seq={entry.seq}
      data-kind={entry.body.kind}
      data-author={entry.author.kind}
      title={`${sentence} · ${fullText(entry.at, i18n.locale)}`}
    >
      {sentence} · {timeText(entry.at, i18n.locale)}
    </span>
  );
}
