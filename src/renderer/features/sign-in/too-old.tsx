import { installUpdate, lookForUpdates, useUpdatesNow } from '../../state/updates.ts';
import { UpdateOffer } from '../../ui/update-offer.tsx';

/** The hub lets this version in no more: nobody is to look for the settings, which are behind the sign-in. */
export function TooOld() {
  const update = useUpdatesNow();
  return (
    <UpdateOffer
      update={update}
      wanted={null}
      onLook={() => void lookForUpdates()}
      onInstall={(when) => installUpdate({ when })}
    />
  );
}
