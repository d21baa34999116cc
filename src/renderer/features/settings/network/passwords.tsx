import { useLingui } from '@lingui/react/macro';
import type { NetworkReport } from '#shared/ipc/network.ts';
import { call } from '../../../bridge/bridge.ts';
import { Button } from '../../../ui/button.tsx';
import type { ControlIds } from '../setting-row.tsx';

type PasswordsProps = ControlIds & {
  readonly of: NetworkReport['passwords'];
  readonly onReport: (report: NetworkReport) => void;
};

/** What proxies are told. A password is never shown again: it can be forgotten, and is asked for anew. */
export function Passwords({ id, of, onReport }: PasswordsProps) {
  const { t } = useLingui();
  if (of.length === 0) return <p id={id} className="pt-1 text-2">{t`None`}</p>;
  return (
    <ul
      id={id}
      data-testid="network-passwords"
      className="grid w-full divide-y divide-line rounded-3 border border-line bg-panel"
    >
      {of.map(({ proxy, user, kept }) => (
        <li key={proxy} className="flex items-center gap-3 px-3 py-1.5 text-2">
          <span className="min-w-0 flex-1">
            <span className="foreign wrap-anywhere font-medium">{proxy}</span>
            <span className="block text-1 text-ink-2">
              <span className="foreign">{user}</span> ·{' '}
              {kept ? t`in the system’s keychain` : t`until Yingke is closed`}
            </span>
          </span>
          <Button
            data-testid="network-forget"
            aria-label={t`Forget what ${proxy} is told`}
            onClick={() => void call('network.forget', { proxy }).then(onReport, () => undefined)}
          >
            {t`Forget`}
          </Button>
        </li>
      ))}
    </ul>
  );
}
