import { useLingui } from '@lingui/react/macro';
import type { ButtonHTMLAttributes, Ref } from 'react';
import type { Me } from '#shared/protocol/handshake.ts';
import { StatusDot } from '../../ui/status.tsx';
import { useSeen } from './status/use-seen.ts';

type MeButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & {
  readonly me: Me;
  readonly ref?: Ref<HTMLButtonElement>;
};

/** My initial, with the dot of my status. */
export function MeButton({ me, ...rest }: MeButtonProps) {
  const { t } = useLingui();
  const { status } = useSeen();
  const name = me.name;
  return (
    <button
      type="button"
      data-testid="me-menu"
      aria-haspopup="menu"
      aria-label={t`${name}: menu`}
      title={name}
      className="relative grid size-7.5 place-items-center rounded-full bg-accent font-bold text-2 text-on-accent focus-visible:outline-offset-2"
      {...rest}
    >
      {[...name][0]}
      <span className="-right-0.75 -bottom-0.75 absolute grid size-3.5 place-items-center rounded-full bg-sunk">
        <StatusDot status={status} className="size-2.5" />
      </span>
    </button>
  );
}
