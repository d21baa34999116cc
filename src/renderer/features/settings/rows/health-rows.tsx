import { useLingui } from '@lingui/react/macro';
import { useCallback, useEffect, useState } from 'react';
import type { CrashMode } from '#shared/domain/diagnostics/crashes.ts';
import type { LogLevel } from '#shared/domain/diagnostics/log-line.ts';
import type { Health } from '#shared/ipc/support.ts';
import { call, tell } from '../../../bridge/bridge.ts';
import { Button } from '../../../ui/button.tsx';
import { copyText } from '../../../ui/copy-text.ts';
import { Select } from '../controls.tsx';
import { BundleDialog } from '../health/bundle-dialog.tsx';
import { CrashList } from '../health/crash-list.tsx';
import { HealthTable, useHealthText } from '../health/health-table.tsx';
import type { ControlIds, Setting } from '../setting-row.tsx';

/** It is looked at again so often while it is shown, milliseconds: a line that comes back is seen to. */
const lookAgain = 5_000;

/** How the desk fares, and what is handed over where it does not fare well (G6). */
export function useHealthRows(): readonly Setting[] {
  const { t } = useLingui();
  const [health, setHealth] = useState<Health | null>(null);
  const look = useCallback(() => {
    call('support.health', {}).then(setHealth, () => undefined);
  }, []);
  const take = (answer: Promise<Health>) => void answer.then(setHealth, () => undefined);
  useEffect(look, [look]);
  const bundle: Setting = {
    id: 'bundle',
    section: 'health',
    label: t`Support bundle`,
    hint: t`Health, rules, settings and logs in one file for IT, without a word of any customer. You see all of it before it is saved.`,
    control: (ids) => <BundleButton {...ids} />,
  };
  if (health === null) return [bundle];
  const { level } = health.logs;
  const { mode, count, reports } = health.crashes;
  return [
    {
      id: 'health',
      section: 'health',
      label: t`How this desk fares`,
      wide: true,
      control: (ids) => <HealthPanel {...ids} health={health} look={look} />,
    },
    bundle,
    {
      id: 'log-level',
      policy: 'LogLevel',
      section: 'health',
      label: t`How much is logged`,
      hint: t`No message, name or password is ever in it.`,
      control: (ids) => (
        <Select
          {...ids}
          value={level}
          onChange={(event) => take(call('support.setLevel', { level: event.target.value as LogLevel }))}
        >
          <option value="info">{t`Everything`}</option>
          <option value="warn">{t`Warnings and errors`}</option>
          <option value="error">{t`Errors`}</option>
        </Select>
      ),
    },
    {
      id: 'log-folder',
      section: 'health',
      label: t`Folder of the logs`,
      control: (ids) => (
        <Button {...ids} onClick={() => tell('support.openLogs', {})}>
          {t`Open the folder`}
        </Button>
      ),
    },
    {
      id: 'crash-reports',
      policy: 'CrashReports',
      section: 'health',
      label: t`Crash reports`,
      hint: t`A report is a piece of memory and may hold what customers wrote. What is sent lies sealed at your hub, for its operator alone; none is ever in a support bundle.`,
      control: (ids) => (
        <Select
          {...ids}
          value={mode}
          onChange={(event) => take(call('support.setCrashes', { mode: event.target.value as CrashMode }))}
        >
          <option value="off">{t`Keep none`}</option>
          <option value="local">{t`Keep them on this computer`}</option>
          <option value="hub">{t`Send them to the hub`}</option>
        </Select>
      ),
    },
    ...(reports.length === 0
      ? []
      : [
          {
            id: 'crash-list',
            section: 'health',
            label: t`What became of crash reports`,
            wide: true,
            control: (ids: ControlIds) => <CrashList {...ids} health={health} />,
          } as const,
        ]),
    ...(count === 0
      ? []
      : [
          {
            id: 'crash-delete',
            section: 'health',
            label: t`Crash reports kept here: ${count}`,
            control: (ids: ControlIds) => (
              <Button {...ids} onClick={() => take(call('support.deleteCrashes', {}))}>
                {t`Delete them`}
              </Button>
            ),
          } as const,
        ]),
  ];
}

type PanelProps = ControlIds & { readonly health: Health; readonly look: () => void };

function HealthPanel({ health, look, ...ids }: PanelProps) {
  const { t } = useLingui();
  const text = useHealthText(health);
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    const timer = setInterval(look, lookAgain);
    return () => clearInterval(timer);
  }, [look]);
  const copy = () => {
    copyText(text);
    setCopied(true);
  };
  return (
    <>
      <HealthTable {...ids} health={health} />
      <span className="flex items-center gap-2">
        <Button data-testid="health-copy" onClick={copy}>{t`Copy as text`}</Button>
        <span role="status" className="text-2 text-ink-2">
          {isCopied && t`Copied.`}
        </span>
      </span>
    </>
  );
}

function BundleButton(ids: ControlIds) {
  const { t } = useLingui();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button {...ids} data-testid="bundle-open" onClick={() => setOpen(true)}>
        {t`Put it together…`}
      </Button>
      {isOpen && <BundleDialog onClose={() => setOpen(false)} />}
    </>
  );
}
