import { Trans, useLingui } from '@lingui/react/macro';
import { compareVersions } from '#shared/domain/update/version.ts';
import type { UpdateState } from '#shared/ipc/updates.ts';
import { Button } from './button.tsx';

type UpdateOfferProps = {
  /** Null: not known yet. */
  readonly update: UpdateState | null;
  /** The version that is wanted; null: it is not said which. */
  readonly wanted: string | null;
  readonly onLook: () => void;
  readonly onInstall: (when: 'now' | 'afterwards') => void;
  /** To where more is said of it; absent where there is no such place. */
  readonly onDetails?: () => void;
};

/** What can be done here to get the version that is wanted: the button for it, or whom to ask. */
export function UpdateOffer({ update, wanted, onLook, onInstall, onDetails }: UpdateOfferProps) {
  const text = useOfferText(update, wanted);
  if (update === null) return null;
  const { stage, conversations, afterwards } = update;
  const isReady = stage === 'ready';
  const isWith = isReady && conversations > 0;
  const canHere = update.mode !== 'off' && update.mode !== 'notify';
  const mayLook = canHere && update.code !== 'no_key' && looked.includes(stage);
  return (
    <div
      className="flex flex-wrap items-center gap-x-2 gap-y-1"
      data-testid="update-offer"
      data-stage={stage}
    >
      {text !== '' && (
        <p role="status" className="text-2 text-ink-2">
          {text}
        </p>
      )}
      {isWith && !afterwards && (
        <Button look="primary" data-testid="offer-afterwards" onClick={() => onInstall('afterwards')}>
          <Trans>After my conversations</Trans>
        </Button>
      )}
      {isReady && (
        <Button look={isWith ? 'plain' : 'primary'} data-testid="offer-now" onClick={() => onInstall('now')}>
          {isWith ? <Trans>Restart now all the same</Trans> : <Trans>Restart and install</Trans>}
        </Button>
      )}
      {mayLook && (
        <Button look={stage === 'none' ? 'primary' : 'plain'} data-testid="offer-look" onClick={onLook}>
          {stage === 'none' ? <Trans>Update now</Trans> : <Trans>Look again</Trans>}
        </Button>
      )}
      {onDetails !== undefined && canHere && (
        <Button look="quiet" data-testid="offer-details" onClick={onDetails}>
          <Trans>Details</Trans>
        </Button>
      )}
    </div>
  );
}

/** Where nobody is looking at the moment, and nothing is there. */
const looked: readonly UpdateState['stage'][] = ['none', 'current', 'refused'];

function useOfferText(update: UpdateState | null, wanted: string | null): string {
  const { t } = useLingui();
  if (update === null) return '';
  const { stage, mode, progress, afterwards } = update;
  const version = update.update?.version ?? '';
  if (mode === 'off')
    return t`Your organisation has switched off updates on this computer: please ask your IT for the new version.`;
  if (mode === 'notify') return t`On this computer IT installs new versions: please ask them for it.`;
  switch (stage) {
    case 'off':
    case 'none':
      return '';
    case 'checking':
      return t`Looking…`;
    case 'fetching':
      return t`Version ${version} is being downloaded: ${progress ?? 0} %`;
    case 'installing':
      return t`Version ${version} is being installed; Yingke will restart.`;
    case 'ready':
    case 'told':
      if (wanted !== null && compareVersions(version, wanted) < 0)
        return t`Version ${version} is ready, which is not new enough yet.`;
      return afterwards
        ? t`It is installed as soon as your conversations are over.`
        : t`Version ${version} is ready.`;
    case 'current':
      return t`There is no newer version for this computer yet: please ask your IT.`;
    case 'refused':
      return update.code === 'no_key' || update.code === 'no_feed'
        ? t`This copy cannot update itself: please ask your IT for the new version.`
        : t`The new version cannot be had right now.`;
  }
}
