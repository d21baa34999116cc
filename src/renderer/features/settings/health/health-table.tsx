import { useLingui } from '@lingui/react/macro';
import { CircleAlert, CircleCheck, CircleX, type LucideIcon } from 'lucide-react';
import { judgeHealth, type Verdict } from '#shared/domain/diagnostics/judge.ts';
import type { Health } from '#shared/ipc/support.ts';
import { useAccounts } from '../../../state/accounts.ts';
import type { ControlIds } from '../setting-row.tsx';
import { useAdvice, useFacts, useLineNames, useVerdictNames } from './words.ts';

const marks: Readonly<Record<Verdict, { readonly icon: LucideIcon; readonly look: string }>> = {
  good: { icon: CircleCheck, look: 'text-good' },
  attention: { icon: CircleAlert, look: 'text-warn' },
  bad: { icon: CircleX, look: 'text-bad' },
};

/** Every line: how it is, its numbers, and what to do where it is not well. */
export function HealthTable({ health, ...ids }: ControlIds & { readonly health: Health }) {
  const names = useLineNames();
  const verdicts = useVerdictNames();
  const facts = useFacts(health);
  const advice = useAdvice();
  const accountName = useAccountLabel(health);
  return (
    <ul
      {...ids}
      data-testid="health-lines"
      className="w-full divide-y divide-line rounded-3 border border-line bg-panel"
    >
      {judgeHealth(health).map((line) => {
        const { icon: Icon, look } = marks[line.verdict];
        const what = advice(line);
        return (
          <li
            key={`${line.id} ${line.account}`}
            data-health={line.id}
            data-verdict={line.verdict}
            className="grid grid-cols-[1rem_minmax(7rem,26%)_minmax(0,1fr)] gap-x-3 px-3 py-1.5 text-2"
          >
            <Icon size={15} aria-hidden="true" className={`mt-0.5 ${look}`} />
            <span>
              {names[line.id]}
              <span className="foreign block truncate text-1 text-ink-3">{accountName(line.account)}</span>
            </span>
            <span className="min-w-0">
              <span className="wrap-anywhere">
                <span className="font-medium">{verdicts[line.verdict]}</span>
                {facts(line) !== '' && <span className="text-ink-2"> · {facts(line)}</span>}
              </span>
              {what !== null && <span className="block text-1 text-ink-2">{what}</span>}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

/** Whose line it is, where there are several accounts. */
function useAccountLabel(health: Health): (at: number | null) => string {
  const { all } = useAccounts();
  return (at) => {
    if (at === null || health.accounts.length < 2) return '';
    const known = all.find(({ id }) => id === health.accounts[at]?.id);
    return known?.hub ?? '';
  };
}

/** The same as a text without anybody's name, to be pasted into a message to IT. */
export function useHealthText(health: Health): string {
  const { t } = useLingui();
  const names = useLineNames();
  const verdicts = useVerdictNames();
  const facts = useFacts(health);
  const advice = useAdvice();
  const { app, electron, system } = health.versions;
  const head = [`Yingke ${app} · Electron ${electron} · ${system}`, new Date(health.at).toISOString()];
  const lines = judgeHealth(health).map((line) => {
    const number = line.account === null || health.accounts.length < 2 ? '' : ` ${line.account + 1}`;
    const name = `${names[line.id]}${number}`;
    const how = [verdicts[line.verdict], facts(line), advice(line)].filter((part) => part);
    return t`${name}: ${how.join(' · ')}`;
  });
  return [...head, ...lines, ''].join('\n');
}
