import { useLingui } from '@lingui/react/macro';
import type { UpdateFault, UpdateState } from '#shared/ipc/updates.ts';

export function useStageText({ stage, update, code }: UpdateState): string {
  const { t } = useLingui();
  const version = update?.version ?? '';
  switch (stage) {
    case 'off':
      return t`Nobody looks for updates here.`;
    case 'none':
      return t`Not looked yet.`;
    case 'checking':
      return t`Looking…`;
    case 'current':
      return t`This is the newest version for you.`;
    case 'told':
      return t`Version ${version} is there.`;
    case 'fetching':
      return t`Version ${version} is being downloaded.`;
    case 'ready':
      return update?.back === true ? t`Back to version ${version}: ready.` : t`Version ${version} is ready.`;
    case 'installing':
      return t`Version ${version} is being installed; Yingke will restart.`;
    case 'refused':
      return code === 'not_installed'
        ? t`The update was not installed.`
        : code === 'unreachable' || code === 'no_feed' || code === 'no_key'
          ? t`Updates cannot be looked for.`
          : t`An update was refused.`;
  }
}

export function useFaultText(code: UpdateFault | null): string | null {
  const { t } = useLingui();
  switch (code) {
    case null:
      return null;
    case 'bad_feed':
      return t`What the update server said cannot be read.`;
    case 'bad_signature':
      return t`It is not signed by the publisher of Yingke. Nothing of it was used. Tell IT.`;
    case 'wrong_platform':
      return t`It is for another system, or another kind of package.`;
    case 'wrong_channel':
      return t`It is for another channel.`;
    case 'expired':
      return t`What the update server says is out of date. Tell IT.`;
    case 'replayed':
      return t`The update server says something older than before. Tell IT.`;
    case 'older':
      return t`It is older than the version here.`;
    case 'too_old_for_it':
      return t`The version here is too old to go there at once: IT has to install it.`;
    case 'bad_size':
    case 'bad_hash':
      return t`The downloaded file is not what was signed. It was deleted. Tell IT if it happens again.`;
    case 'no_key':
      return t`This copy was built without a key for updates, so it could check none.`;
    case 'no_feed':
      return t`The update server has nothing for this kind of package.`;
    case 'unreachable':
      return t`The update server cannot be reached, or the download broke off. It is tried again by itself.`;
    case 'not_installed':
      return t`The system did not take it: the password was not given, or something else was being installed. Yingke is as it was.`;
  }
}

export function useWaitText({ waits, stage, mode, afterwards }: UpdateState): string | null {
  const { t } = useLingui();
  if (stage !== 'ready') return null;
  if (afterwards) return t`It is installed as soon as your conversations are over.`;
  switch (waits) {
    case 'conversation':
      return t`It waits until you are in no conversation.`;
    case 'hands':
      return mode === 'automatic' ? t`It waits until nobody is at the keyboard.` : null;
    case 'hours':
      return t`It waits for the hours for updates.`;
    default:
      return null;
  }
}
