import { Trans, useLingui } from '@lingui/react/macro';
import { CircleAlert, CircleCheck } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { keysIn, type OrderKey } from '#shared/domain/orders/template.ts';
import type { OrderSettings, OrdersAnswer } from '#shared/protocol/orders.ts';
import { call } from '../../../bridge/bridge.ts';
import { Button } from '../../../ui/button.tsx';
import { TextInput } from '../form/inputs.tsx';
import { Part } from '../form/row.tsx';
import { TroubleLines } from '../form/trouble-lines.tsx';
import { useAction } from '../parts/use-action.ts';
import { useRefusedText } from '../parts/use-refused-text.ts';
import { useAnswerText } from './use-answer-text.ts';

type TryOrdersProps = {
  readonly asked: { readonly settings: OrderSettings; readonly secret?: string | null };
  readonly isReady: boolean;
};

/** Asks with what stands in the form, saved or not, for somebody whom the admin knows. */
export function TryOrders({ asked, isReady }: TryOrdersProps) {
  const { t } = useLingui();
  const refusedText = useRefusedText();
  const { busy, refusal, run } = useAction();
  const [sample, setSample] = useState<Readonly<Record<OrderKey, string>>>({ sub: '', email: '', phone: '' });
  const [answer, setAnswer] = useState<OrdersAnswer | null>(null);
  const names: Readonly<Record<OrderKey, string>> = {
    sub: t`Customer no.`,
    email: t`E-mail`,
    phone: t`Phone`,
  };
  const keys = keysIn(asked.settings.url);

  function ask(event: FormEvent): void {
    event.preventDefault();
    setAnswer(null);
    const given = (key: OrderKey) => (keys.includes(key) ? sample[key].trim() || null : null);
    const of = { sub: given('sub'), email: given('email'), phone: given('phone') };
    void run(async () => setAnswer(await call('admin.orders.try', { ...asked, sample: of })));
  }

  return (
    <Part level={2} title={t`Try it`}>
      <form onSubmit={ask} className="flex flex-wrap items-center gap-2">
        {keys.map((key) => (
          <TextInput
            key={key}
            aria-label={names[key]}
            placeholder={names[key]}
            data-testid={`orders-sample-${key}`}
            maxLength={key === 'phone' ? 40 : 200}
            value={sample[key]}
            onChange={(event) => setSample({ ...sample, [key]: event.target.value })}
            className="w-44"
          />
        ))}
        <Button type="submit" data-testid="orders-try" disabled={busy || !isReady || keys.length === 0}>
          {busy ? <Trans>Asking…</Trans> : <Trans>Ask</Trans>}
        </Button>
      </form>
      <div aria-live="polite" className="pt-2">
        {answer !== null && <Outcome answer={answer} />}
        <TroubleLines
          troubles={[]}
          error={
            refusal === null
              ? null
              : refusal.field === 'secret'
                ? t`The host is another: give the value anew.`
                : refusedText(refusal)
          }
        />
      </div>
    </Part>
  );
}

function Outcome({ answer }: { readonly answer: OrdersAnswer }) {
  const { i18n } = useLingui();
  const answerText = useAnswerText();
  const isGood = answer.state === 'found';
  const Icon = isGood ? CircleCheck : CircleAlert;
  return (
    <>
      <p
        data-testid="orders-outcome"
        className={`flex items-start gap-1.5 text-2 ${isGood ? 'text-accent' : 'text-bad'}`}
      >
        <Icon size={14} aria-hidden="true" className="mt-1 shrink-0" />
        <span className="foreign min-w-0 break-words">{answerText(answer)}</span>
      </p>
      {answer.state === 'found' && (
        <ul className="mt-1.5 overflow-hidden rounded-3 border border-line bg-panel text-2 empty:hidden">
          {answer.orders.map(({ id, title, status, amount, currency, at }) => (
            <li key={id} className="flex gap-3 border-line border-t px-3 py-1 first:border-t-0">
              <span className="foreign selectable min-w-0 flex-1 truncate">{title}</span>
              <span className="foreign selectable shrink-0 text-ink-2">{id}</span>
              <span className="foreign shrink-0 text-ink-2">{status}</span>
              <span className="shrink-0 text-ink-3 tabular-nums">
                {amount} {currency} {at !== null && i18n.date(new Date(at))}
              </span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
