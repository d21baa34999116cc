import { Trans, useLingui } from '@lingui/react/macro';
import type { Entry } from '#shared/domain/entry.ts';
import { lowScore } from '#shared/domain/rating.ts';
import { Stars } from '../../../ui/stars.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { fullText, timeText } from '../../../ui/time.ts';

/** What the customer says of the service: a card of its own, since it is no part of what is talked about. */
export function RatedView({ entry }: { readonly entry: Entry }) {
  const { i18n } = useLingui();
  if (entry.body.kind !== 'rated') return null;
  const { score, comment, about } = entry.body;
  return (
    <div className="py-1.5">
      <div
        data-testid="entry"
        data-seq={entry.seq}
        data-kind="rated"
        data-author={entry.author.kind}
        data-score={score}
        title={fullText(entry.at, i18n.locale)}
        className="selectable mx-auto w-fit max-w-[86%] break-words rounded-3 border border-line bg-panel px-3 py-1.5 text-2 text-ink-2"
      >
        <p className="flex flex-wrap items-center justify-center gap-x-2">
          <Stars score={score} />
          <span>
            {about === null ? (
              <Trans>The customer rated the service</Trans>
            ) : (
              <Trans>
                The customer rated the service of <span className="foreign">{about.name}</span>
              </Trans>
            )}
            {' · '}
            {timeText(entry.at, i18n.locale)}
          </span>
          {score <= lowScore && (
            <Tag tone="warn">
              <Trans>Low</Trans>
            </Tag>
          )}
        </p>
        {comment !== null && <p className="foreign whitespace-pre-wrap pt-1 text-ink">{comment}</p>}
      </div>
    </div>
  );
}
