import { Trans, useLingui } from '@lingui/react/macro';
import { DropdownMenu } from 'radix-ui';
import type { ReactNode } from 'react';
import type { AgentStatus } from '#shared/domain/routing/status.ts';
import { useKeysOf } from '../../../state/actions/keys.ts';
import { useDeskApp } from '../../../state/desk-app.ts';
import { setStatus, useHouse } from '../../../state/house.ts';
import { Kbd } from '../../../ui/kbd.tsx';
import { useRefusalText } from '../../../ui/refusal-text.ts';
import { StatusDot, useStatusText } from '../../../ui/status.tsx';
import { useSeen } from './use-seen.ts';

const item =
  'flex h-7 items-center gap-2 rounded-1 px-2 outline-none data-[disabled]:opacity-55 data-[highlighted]:bg-accent-soft data-[state=checked]:font-bold';

type Wanted = Pick<AgentStatus, 'status' | 'reason'>;

/** What one can say of oneself, inside a menu. Chosen it closes: what it is now stands in the foot. */
export function StatusChoice() {
  const { t } = useLingui();
  const refusalText = useRefusalText();
  const seen = useSeen();
  const { settings, refusal } = useHouse();
  const offline = useDeskApp((s) => s.connection.state !== 'connected');
  const text = useStatusText();
  const wanted: readonly Wanted[] = [
    { status: 'online', reason: null },
    { status: 'busy', reason: null },
    ...settings.awayReasons.map(
      (reason): Wanted => ({ status: 'away', reason: { is: 'said', text: reason } }),
    ),
    { status: 'away', reason: null },
    { status: 'invisible', reason: null },
  ];
  return (
    <>
      <DropdownMenu.Label className="flex items-center gap-1.5 px-2 pt-1 pb-0.5 text-1 text-ink-3">
        <Trans>Status</Trans>
        <span className="ml-auto">{text(seen)}</span>
      </DropdownMenu.Label>
      <DropdownMenu.RadioGroup
        data-testid="status-choice"
        value={nameOf(seen)}
        onValueChange={(name) => {
          const found = wanted.find((one) => nameOf(one) === name);
          if (found !== undefined) void setStatus(found.status, found.reason);
        }}
      >
        {wanted.map((one) => (
          <Choice key={nameOf(one)} value={nameOf(one)} status={one.status} disabled={offline}>
            {one.reason === null ? text(one) : <span className="foreign truncate">{text(one)}</span>}
          </Choice>
        ))}
      </DropdownMenu.RadioGroup>
      {offline && (
        <p className="px-2 py-1 text-1 text-ink-3">{t`Needs the hub, which cannot be reached right now.`}</p>
      )}
      {refusal !== null && !offline && (
        <p role="alert" className="px-2 py-1 text-1 text-bad">
          {refusalText(refusal)}
        </p>
      )}
    </>
  );
}

type ChoiceProps = {
  readonly value: string;
  readonly status: AgentStatus['status'];
  readonly disabled: boolean;
  readonly children: ReactNode;
};

function Choice({ value, status, disabled, children }: ChoiceProps) {
  const keys = useKeysOf('status.online');
  return (
    <DropdownMenu.RadioItem
      value={value}
      disabled={disabled}
      className={item}
      data-testid={`status-${value}`}
    >
      <StatusDot status={status} />
      {children}
      {value === 'online' && (
        <span className="ml-auto">
          <Kbd>{keys}</Kbd>
        </span>
      )}
    </DropdownMenu.RadioItem>
  );
}

/** Names a choice; what the desk or the hub found by itself is none. */
function nameOf({
  status,
  reason,
}: {
  readonly status: string;
  readonly reason: AgentStatus['reason'];
}): string {
  if (reason === null) return status;
  return reason.is === 'said' ? `${status}:${reason.text}` : `by itself:${reason.is}`;
}
