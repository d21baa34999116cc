import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { templateProblem } from '#shared/domain/orders/template.ts';
import {
  type KeptOrderSettings,
  type OrderSettings,
  orderSecret,
  orderSettings,
} from '#shared/protocol/orders.ts';
import { call } from '../../../bridge/bridge.ts';
import { Button } from '../../../ui/button.tsx';
import { Check, TextInput } from '../form/inputs.tsx';
import { NumberInput } from '../form/number-input.tsx';
import { Part, Row } from '../form/row.tsx';
import { TroubleLines } from '../form/trouble-lines.tsx';
import { useAction } from '../parts/use-action.ts';
import { useRefusedText } from '../parts/use-refused-text.ts';
import { TryOrders } from './try-orders.tsx';
import { places, useTemplateText } from './use-template-text.ts';

const usual: OrderSettings = { url: '', internal: false, header: null, patience: 5000 };

type OrdersFormProps = {
  readonly kept: KeptOrderSettings;
  readonly onKept: (kept: KeptOrderSettings) => void;
};

export function OrdersForm({ kept, onKept }: OrdersFormProps) {
  const { t } = useLingui();
  const { sub, email, phone } = places;
  const templateText = useTemplateText();
  const refusedText = useRefusedText();
  const { busy, refusal, run } = useAction();
  const [settings, setSettings] = useState(kept.settings ?? usual);
  /** Null: the one that is kept stays. */
  const [secret, setSecret] = useState<string | null>(null);
  const problem = settings.url === '' ? null : templateProblem(settings.url, settings.internal);
  const change = (more: Partial<OrderSettings>) => {
    setSaved(false);
    setSettings({ ...settings, ...more });
  };
  const isHeaderWrong =
    settings.header !== null && !orderSettings.shape.header.safeParse(settings.header).success;
  const isSecretWrong = secret !== null && secret !== '' && !orderSecret.safeParse(secret).success;
  const isReady = orderSettings.safeParse(settings).success && !isSecretWrong;
  const asked = { settings, ...(secret !== null && { secret: secret === '' ? null : secret }) };
  const [saved, setSaved] = useState(false);
  const save = (what: Parameters<typeof put>[0]) =>
    void run(async () => {
      setSaved(false);
      const now = await put(what);
      onKept(now);
      setSettings(now.settings ?? usual);
      setSecret(null);
      setSaved(true);
    });
  return (
    <>
      <Part level={2}>
        <Row
          label={t`Address`}
          hint={t`${sub} is the customer number that your site has signed; ${email} and ${phone} are what stands in the card.`}
          error={problem === null ? null : templateText(problem)}
        >
          {(ids) => (
            <TextInput
              {...ids}
              data-testid="orders-url"
              inputMode="url"
              maxLength={2000}
              placeholder="https://erp.example.com/orders?customer={sub}"
              value={settings.url}
              onChange={(event) => change({ url: event.target.value.trim() })}
              className="w-full"
            />
          )}
        </Row>
        <Row
          label={t`Network`}
          hint={t`Without it the hub refuses addresses of private networks and of its own machine, whatever a name leads to.`}
        >
          {(ids) => (
            <Check
              {...ids}
              label={t`The host is in our own network`}
              data-testid="orders-internal"
              checked={settings.internal}
              onChange={(event) => change({ internal: event.target.checked })}
            />
          )}
        </Row>
        <Row
          label={t`Header`}
          hint={t`Goes along with each question, so that nobody else can ask. Leave it empty if none is needed.`}
          error={isHeaderWrong ? t`This is no name of a header.` : null}
        >
          {(ids) => (
            <TextInput
              {...ids}
              data-testid="orders-header"
              maxLength={60}
              placeholder="Authorization"
              value={settings.header ?? ''}
              onChange={(event) => change({ header: event.target.value.trim() || null })}
            />
          )}
        </Row>
        {settings.header !== null && (
          <Row
            label={t`Its value`}
            hint={t`The hub keeps it and shows it to nobody again. Where the host is another, it is given anew.`}
            error={
              isSecretWrong
                ? t`Letters, digits and signs of ASCII only.`
                : refusal?.field === 'secret'
                  ? t`The host is another: give the value anew.`
                  : null
            }
          >
            {(ids) => (
              <TextInput
                {...ids}
                type="password"
                data-testid="orders-secret"
                maxLength={1000}
                placeholder={kept.hasSecret ? t`kept, not shown` : 'Bearer …'}
                value={secret ?? ''}
                onChange={(event) => setSecret(event.target.value)}
              />
            )}
          </Row>
        )}
        <Row label={t`Wait at most`} hint={t`Seconds that an answer may take.`}>
          {(ids) => (
            <NumberInput
              {...ids}
              min={1}
              max={15}
              value={Math.round(settings.patience / 1000)}
              onChange={(seconds) => change({ patience: seconds * 1000 })}
            />
          )}
        </Row>
        <div className="flex items-center gap-2 pt-2">
          <Button
            look="primary"
            data-testid="orders-save"
            disabled={busy || !isReady}
            onClick={() => save(asked)}
          >
            <Trans>Save</Trans>
          </Button>
          {kept.settings !== null && (
            <Button data-testid="orders-off" disabled={busy} onClick={() => save({ settings: null })}>
              <Trans>Show no orders any more</Trans>
            </Button>
          )}
          <span aria-live="polite" className="text-2 text-ink-3">
            {saved && <Trans>Saved.</Trans>}
          </span>
        </div>
        <div className="mt-1">
          <TroubleLines
            troubles={[]}
            error={refusal === null || refusal.field === 'secret' ? null : refusedText(refusal)}
          />
        </div>
      </Part>
      <TryOrders asked={asked} isReady={isReady} />
    </>
  );
}

function put(change: { readonly settings: OrderSettings | null; readonly secret?: string | null }) {
  return call('admin.orders.save', change);
}
