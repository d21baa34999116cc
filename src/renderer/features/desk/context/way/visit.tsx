import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { campaignOf, type Visit } from '#shared/domain/customer/way.ts';
import { PageRow } from './page-row.tsx';

/** So many pages stand there without being asked for. */
const shownAtFirst = 5;

/** The pages of one coming, in the order in which they were seen: the last one is where they are. */
export function VisitPages({ visit: { pages } }: { readonly visit: Visit }) {
  const [all, setAll] = useState(false);
  const shown = all ? pages : pages.slice(0, shownAtFirst);
  const hidden = pages.length - shown.length;
  return (
    <>
      {!all && hidden > 0 && (
        <button
          type="button"
          data-testid="way-more"
          className="pb-0.5 text-1 text-accent hover:underline"
          onClick={() => setAll(true)}
        >
          <Plural value={hidden} one="# page before" other="# pages before" />
        </button>
      )}
      <ol className="grid gap-1 text-2 text-ink-2">
        {shown.toReversed().map((page) => (
          <PageRow key={page.id} page={page} />
        ))}
      </ol>
    </>
  );
}

/** What brought them: another site, an advertisement. */
export function CameBy({ visit }: { readonly visit: Visit }) {
  const { t } = useLingui();
  const first = visit.pages.at(-1);
  if (first === undefined) return null;
  const campaign = campaignOf(first.url);
  if (first.referrer === null && campaign === null) return null;
  return (
    <p className="foreign truncate pb-1 text-1 text-ink-3">
      {first.referrer !== null && (
        <Trans>
          Came from <bdi>{first.referrer}</bdi>
        </Trans>
      )}
      {first.referrer !== null && campaign !== null && ' · '}
      {campaign !== null && <bdi title={t`Campaign in the address`}>{campaign}</bdi>}
    </p>
  );
}
