import { useLingui } from '@lingui/react/macro';
import type { ButtonHTMLAttributes, Ref } from 'react';
import type { Me } from '#shared/protocol/handshake.ts';
import { useDeskApp } from '../../state/desk-app.ts';

type MeButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & {
  readonly me: Me;
  readonly ref?: Ref<HTMLButtonElement>;
};

/** My initial; the dot is green while customers can reach me. */
export function MeButton({ me, ...rest }: MeButtonProps) {
  const { t } = useLingui();
  const connected = useDeskApp((s) => s.connection.state === 'connected');
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
      <span
        className={`state-dot -right-0.5 -bottom-0.5 absolute size-2.5 rounded-full border-2 border-sunk ${connected ? 'bg-good' : 'bg-ink-3'}`}
      />
    </button>
  );
}
