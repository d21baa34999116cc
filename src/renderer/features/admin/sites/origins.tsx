import { Trans, useLingui } from '@lingui/react/macro';
import type { FormEvent } from 'react';
import { useEffect, useState } from 'react';
import type { AdminAnswer } from '#shared/protocol/admin.ts';
import { call } from '../../../bridge/bridge.ts';
import { Button } from '../../../ui/button.tsx';
import { Confirm } from '../../../ui/confirm.tsx';
import { dateText } from '../../../ui/time.ts';
import { TextInput } from '../form/inputs.tsx';
import { Part } from '../form/row.tsx';
import { TroubleLines } from '../form/trouble-lines.tsx';
import { useAction } from '../parts/use-action.ts';
import { useRefusedText } from '../parts/use-refused-text.ts';
import { originOf } from './origin-of.ts';

type Origin = AdminAnswer<'origins.list'>['origins'][number];

export function Origins() {
  const { t, i18n } = useLingui();
  const refusedText = useRefusedText();
  const { busy, refusal, run } = useAction();
  const [origins, setOrigins] = useState<readonly Origin[] | null>(null);
  const [typed, setTyped] = useState('');
  const [isWrong, setWrong] = useState(false);
  const [asking, setAsking] = useState<string | null>(null);
  const read = async () => setOrigins((await call('admin.origins.list', null)).origins);

  // biome-ignore lint/correctness/useExhaustiveDependencies: read once, when it is shown
  useEffect(() => void run(read), []);

  function add(event: FormEvent): void {
    event.preventDefault();
    const origin = originOf(typed);
    setWrong(origin === null);
    if (origin === null) return;
    void run(async () => {
      await call('admin.origins.allow', { origin });
      setTyped('');
      await read();
    });
  }

  function withdraw(origin: string): void {
    setAsking(null);
    void run(async () => {
      await call('admin.origins.withdraw', { origin });
      await read();
    });
  }

  return (
    <Part level={2} title={t`Sites that may show the widget`}>
      <ul className="mb-2.5 overflow-hidden rounded-3 border border-line bg-panel empty:hidden">
        {origins?.map(({ origin, createdAt }) => (
          <li
            key={origin}
            data-testid="origin"
            className="flex items-center gap-3 border-line border-t px-3 py-1.5 first:border-t-0"
          >
            <span className="selectable foreign min-w-0 flex-1 truncate">{origin}</span>
            <span className="text-1 text-ink-3">{t`since ${dateText(createdAt, i18n.locale, Date.now())}`}</span>
            <Button look="quiet" disabled={busy} onClick={() => setAsking(origin)}>
              <Trans>Withdraw…</Trans>
            </Button>
          </li>
        ))}
      </ul>
      {origins?.length === 0 && (
        <p className="mb-2 text-2 text-ink-3">
          <Trans>None yet: no website can show the widget.</Trans>
        </p>
      )}
      <form onSubmit={add} className="flex items-center gap-2">
        <TextInput
          type="text"
          inputMode="url"
          aria-label={t`Address of a site`}
          aria-invalid={isWrong}
          data-testid="origin-new"
          placeholder="https://shop.example.com"
          maxLength={300}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setWrong(false);
          }}
          className="w-80"
        />
        <Button type="submit" disabled={busy}>
          <Trans>Allow</Trans>
        </Button>
      </form>
      <div className="mt-1">
        <TroubleLines
          troubles={[]}
          error={
            isWrong ? t`This is no address of a website.` : refusal === null ? null : refusedText(refusal)
          }
        />
      </div>
      {asking !== null && (
        <Confirm
          title={t`Withdraw ${asking}?`}
          yes={t({ message: 'Withdraw', context: 'a permission' })}
          no={t`Cancel`}
          onYes={() => withdraw(asking)}
          onNo={() => setAsking(null)}
        >
          <Trans>The widget disappears from its pages, also for customers who are writing right now.</Trans>
        </Confirm>
      )}
    </Part>
  );
}
