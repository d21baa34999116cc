import { useLingui } from '@lingui/react/macro';
import type { NetworkReport } from '#shared/ipc/network.ts';
import { call } from '../../../bridge/bridge.ts';
import { useDeskApp } from '../../../state/desk-app.ts';
import { useIsLocked } from '../../../state/managed.ts';
import { goTo } from '../../../state/settings-section.ts';
import { Button } from '../../../ui/button.tsx';
import { LockedMark } from '../locked-mark.tsx';
import type { ControlIds } from '../setting-row.tsx';
import { AddAuthority } from './add-authority.tsx';

/** Days before it runs out on which it is worth saying, in milliseconds. */
const soon = 30 * 24 * 60 * 60_000;

type AuthoritiesProps = ControlIds & {
  readonly of: NetworkReport['authorities'];
  readonly onReport: (report: NetworkReport) => void;
};

/** Whose certificates are trusted: what this computer trusts, and what the organisation adds. Nothing here ever takes a check away. */
export function Authorities({ id, of, onReport }: AuthoritiesProps) {
  const { t, i18n } = useLingui();
  const isLocked = useIsLocked('CertificateAuthorities');
  const isSignedIn = useDeskApp((s) => s.account.state === 'signed-in');
  const date = new Intl.DateTimeFormat(i18n.locale, { dateStyle: 'medium' });
  const { own, mine, ignored, system } = of;
  const remove = (fingerprint: string) =>
    void call('network.removeAuthority', { fingerprint }).then(onReport, () => undefined);
  return (
    <div id={id} className="grid w-full justify-items-start gap-2 text-2">
      <p className="text-ink-2">
        {system === null
          ? t`Those that Yingke brings along. The system’s own cannot be read here.`
          : t`Those that Yingke brings along, and ${system} of the system.`}
      </p>
      {own.length > 0 && (
        <table data-testid="own-authorities" className="w-full rounded-3 border border-line bg-panel">
          <thead>
            <tr className="border-line border-b text-left text-1 text-ink-2">
              <th scope="col" className="px-3 py-1 font-medium">
                {mine ? t`Added by you` : t`Added by the organisation`}
              </th>
              <th scope="col" className="px-3 py-1 font-medium">{t`Valid until`}</th>
            </tr>
          </thead>
          <tbody>
            {own.map(({ name, until, fingerprint }) => (
              <tr key={fingerprint} className="border-line border-b align-top last:border-b-0">
                <th scope="row" className="foreign px-3 py-1.5 text-left font-normal">
                  <span className="wrap-anywhere">{name}</span>
                  <span className="block select-text wrap-anywhere text-1 text-ink-3">{fingerprint}</span>
                </th>
                <td
                  className={`whitespace-nowrap px-3 py-1.5 ${until - Date.now() < soon ? 'text-warn' : ''}`}
                >
                  {date.format(until)}
                </td>
                {mine && (
                  <td className="px-3 py-1 text-right">
                    <Button
                      data-testid="authority-remove"
                      aria-label={t`Trust ${name} no more`}
                      onClick={() => remove(fingerprint)}
                    >
                      {t`Remove`}
                    </Button>
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {isLocked ? <LockedMark /> : <AddAuthority onReport={onReport} />}
      {ignored > 0 && (
        <p className="flex flex-wrap items-center gap-2 text-warn" data-testid="ignored-authorities">
          {t`Entries that cannot be used: ${ignored}`}
          {isSignedIn && <Button onClick={() => goTo('policy')}>{t`See why`}</Button>}
        </p>
      )}
    </div>
  );
}
