import { Trans, useLingui } from '@lingui/react/macro';
import { Download, TriangleAlert } from 'lucide-react';
import { type DeskStanding, standingOf } from '#shared/domain/update/required.ts';
import { useMinute } from '../../../state/clock.ts';
import { useDeskApp } from '../../../state/desk-app.ts';
import { showSettings } from '../../../state/settings-section.ts';
import { installUpdate, lookForUpdates, useUpdatesNow } from '../../../state/updates.ts';
import { UpdateOffer } from '../../../ui/update-offer.tsx';

/** Says that the hub wants a newer desk than this one: what that means for whoever works here, and what to do about it. */
export function VersionBanner() {
  const { i18n } = useLingui();
  const { required, version, connection } = useDeskApp();
  const now = useMinute();
  const isRefused = connection.state === 'refused' && connection.code === 'upgrade_required';
  const standing: DeskStanding = isRefused ? 'refused' : standingOf(version, required, now);
  if (standing === 'fine') return null;
  const date = new Intl.DateTimeFormat(i18n.locale, { dateStyle: 'medium', timeStyle: 'short' });
  const Icon = standing === 'due' ? Download : TriangleAlert;
  return (
    <div
      role={standing === 'due' ? 'status' : 'alert'}
      data-testid="version-banner"
      data-standing={standing}
      className={`flex items-start gap-2 border-line border-b py-1.5 pr-2 pl-4 text-2 ${standing === 'due' ? 'bg-warn-soft' : 'bg-bad-soft'}`}
    >
      <Icon
        size={15}
        aria-hidden="true"
        className={`mt-px shrink-0 ${standing === 'due' ? 'text-warn' : 'text-bad'}`}
      />
      <div className="flex min-w-0 flex-1 flex-wrap items-start gap-x-2 gap-y-1">
        <p className="min-w-64 flex-1">
          <What
            standing={standing}
            version={version}
            minimum={required?.minimum ?? ''}
            until={date.format(required?.until ?? now)}
          />
        </p>
        <Offer wanted={required?.minimum ?? null} />
      </div>
    </div>
  );
}

/** Only where it is shown is it asked how it stands with updates. */
function Offer({ wanted }: { readonly wanted: string | null }) {
  const update = useUpdatesNow();
  return (
    <UpdateOffer
      update={update}
      wanted={wanted}
      onLook={() => void lookForUpdates()}
      onInstall={(when) => installUpdate({ when })}
      onDetails={() => showSettings('updates')}
    />
  );
}

type WhatProps = {
  readonly standing: Exclude<DeskStanding, 'fine'>;
  readonly version: string;
  readonly minimum: string;
  readonly until: string;
};

function What({ standing, version, minimum, until }: WhatProps) {
  switch (standing) {
    case 'due':
      return (
        <>
          <b className="font-bold">
            <Trans>
              Your hub wants Yingke {minimum}; this is {version}.
            </Trans>
          </b>{' '}
          <Trans>
            Until {until} all goes on as usual; after that no new conversations come to this desk.
          </Trans>
        </>
      );
    case 'late':
      return (
        <>
          <b className="font-bold">
            <Trans>No new conversations: Yingke {version} is too old for your hub.</Trans>
          </b>{' '}
          <Trans>Finish what is open as usual, then update to {minimum}.</Trans>
        </>
      );
    case 'refused':
      return (
        <>
          <b className="font-bold">
            <Trans>Your hub does not let Yingke {version} in any more.</Trans>
          </b>{' '}
          <Trans>What you have written is kept on this computer, and sent after the update.</Trans>
        </>
      );
  }
}
