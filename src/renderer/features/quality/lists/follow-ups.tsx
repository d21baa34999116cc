import { Trans, useLingui } from '@lingui/react/macro';
import { AskedView } from '../parts/asked-view.tsx';
import { FollowUpList } from '../parts/follow-up-list.tsx';
import { Page, Scroll } from '../parts/page.tsx';
import { useAsked } from '../parts/use-asked.ts';
import { useSeenFollowUps } from '../parts/use-seen.ts';
import { NoReviews } from './review-table.tsx';

/** What has to come of reviews, of all. */
export function FollowUps() {
  const { t } = useLingui();
  const asked = useAsked('quality.followups', { all: true });
  useSeenFollowUps(asked.value !== null, asked.again);
  return (
    <Page title={t`Follow-ups`}>
      <Scroll label={t`Follow-ups`}>
        <AskedView asked={asked}>
          {({ followUps }) =>
            followUps.length === 0 ? (
              <NoReviews>
                <Trans>There is none. A review can ask for something to be done.</Trans>
              </NoReviews>
            ) : (
              <FollowUpList followUps={followUps} onChanged={asked.again} links />
            )
          }
        </AskedView>
      </Scroll>
    </Page>
  );
}
