import { useLingui } from '@lingui/react/macro';
import type { CrashProcess, CrashState } from '#shared/domain/diagnostics/crashes.ts';
import type { Health } from '#shared/ipc/support.ts';
import { dateText, timeText } from '../../../ui/time.ts';
import type { ControlIds } from '../setting-row.tsx';

type Report = Health['crashes']['reports'][number];

/** Each report that lies here, and those that the hub has: when, of what, and what becomes of it. */
export function CrashList({ health, ...ids }: ControlIds & { readonly health: Health }) {
  const { t, i18n } = useLingui();
  const parts = usePartNames();
  const fate = useFate(health.at);
  const number = new Intl.NumberFormat(i18n.locale);
  return (
    <ul
      {...ids}
      data-testid="crash-list"
      className="w-full divide-y divide-line rounded-3 border border-line bg-panel"
    >
      {health.crashes.reports.map((report) => {
        const { id, at, bytes, process, state } = report;
        const kilobytes = number.format(Math.max(1, Math.round(bytes / 1000)));
        return (
          <li
            key={id}
            data-crash={state}
            className="grid grid-cols-[minmax(9rem,30%)_minmax(0,1fr)] gap-x-3 px-3 py-1.5 text-2"
          >
            <span>
              {`${dateText(at, i18n.locale, health.at)} ${timeText(at, i18n.locale)}`}
              <span className="block text-1 text-ink-3">
                {[parts[process], state === 'sent' ? null : t`${kilobytes} kB`].filter(Boolean).join(' · ')}
              </span>
            </span>
            <span className="min-w-0">
              {fate(report)}
              <code className="block truncate text-1 text-ink-3">{id}</code>
            </span>
          </li>
        );
      })}
    </ul>
  );
}

function usePartNames(): Readonly<Record<CrashProcess, string>> {
  const { t } = useLingui();
  return {
    browser: t`The program itself`,
    renderer: t`The window’s page`,
    'gpu-process': t`Drawing`,
    utility: t`A helper`,
    other: t`Another part`,
  };
}

function useFate(now: number): (report: Report) => string {
  const { t, i18n } = useLingui();
  const moment = (at: number) => `${dateText(at, i18n.locale, now)} ${timeText(at, i18n.locale)}`;
  const texts: Readonly<Record<Exclude<CrashState, 'sent' | 'refused'>, string>> = {
    waiting: t`Will be sent to the hub.`,
    kept: t`Stays on this computer.`,
    'several-hubs': t`Stays on this computer: accounts of several hubs were open, and each hub may see its own only.`,
    nobody: t`Stays on this computer: nobody of its hub is signed in.`,
  };
  return ({ state, sentAt, code }) => {
    if (state === 'sent') return t`Sent to the hub ${moment(sentAt ?? now)}, and removed here.`;
    if (state === 'refused') return t`Stays on this computer: the hub does not take it (${code ?? ''}).`;
    return texts[state];
  };
}
