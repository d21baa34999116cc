import { Trans } from '@lingui/react/macro';
import { Unplug } from 'lucide-react';
import type { WayFault } from '#shared/domain/network/fault.ts';
import { askForProxy } from '../../../state/proxy-question.ts';
import { showSettings } from '../../../state/settings-section.ts';
import { WayTrouble } from '../../../ui/way-trouble.tsx';

/** In place of "offline" where more is known: it stays while the desk tries again, for trying changes nothing. */
export function WayLine({ fault, hub }: { readonly fault: WayFault; readonly hub: string }) {
  return (
    <div
      role="alert"
      data-testid="way-line"
      className="flex items-start gap-2 border-line border-b bg-warn-soft px-4 py-1.5 text-2"
    >
      <Unplug size={15} aria-hidden="true" className="mt-px shrink-0 text-warn" />
      <WayTrouble
        isWide
        fault={fault}
        hub={hub}
        onDetails={() => showSettings('network')}
        onPassword={askForProxy}
      >
        <Trans>What you write is kept on this computer and sent by itself when the line is back.</Trans>
      </WayTrouble>
    </div>
  );
}
