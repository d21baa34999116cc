import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { WayFault } from '#shared/domain/network/fault.ts';
import { Button } from './button.tsx';
import { CertificateFacts } from './shown-certificate.tsx';
import { useWayFaultText } from './way-fault-text.ts';

type WayTroubleProps = {
  readonly fault: WayFault;
  /** Of the hub that is not reached. */
  readonly hub: string;
  /** To where the way is chosen and tried. */
  readonly onDetails: () => void;
  /** To where a name and password are given. */
  readonly onPassword: (proxy: string, origin: string) => void;
  /** What it means for whoever works here. */
  readonly children?: ReactNode;
  /** The buttons stand beside it, where there is room. */
  readonly isWide?: boolean;
};

/** Why a hub is not reached, what to do about it, and the button for that. */
export function WayTrouble(props: WayTroubleProps) {
  const { fault, hub, onDetails, onPassword, children, isWide = false } = props;
  const text = useWayFaultText();
  const { origin, host } = new URL(hub);
  const { what, advice } = text(fault, host);
  return (
    <div
      data-testid="way-trouble"
      data-fault={fault.kind}
      className={`min-w-0 flex-1 text-2 ${isWide ? 'flex flex-wrap items-start gap-x-3 gap-y-1' : 'grid gap-1.5'}`}
    >
      <div className={`grid gap-1 ${isWide ? 'min-w-64 flex-1' : ''}`}>
        <p className="text-ink">
          <b className="font-bold">{what}</b> {advice} {children}
        </p>
        {fault.kind === 'certificate' && <CertificateFacts of={fault} />}
      </div>
      <div className="flex flex-wrap gap-2">
        {fault.kind === 'proxy-password' && (
          <Button look="primary" data-testid="way-password" onClick={() => onPassword(fault.proxy, origin)}>
            <Trans>Name and password…</Trans>
          </Button>
        )}
        <Button data-testid="way-details" onClick={onDetails}>
          <Trans>Network…</Trans>
        </Button>
      </div>
    </div>
  );
}
