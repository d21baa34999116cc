import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useState } from 'react';
import { type HookOutcome, hookSettings, type KeptHook } from '#shared/protocol/watch.ts';
import { call } from '../../../bridge/bridge.ts';
import { Button } from '../../../ui/button.tsx';
import { fullText } from '../../../ui/time.ts';
import { Check, TextInput } from '../form/inputs.tsx';
import { Part, Row } from '../form/row.tsx';
import { TroubleLines } from '../form/trouble-lines.tsx';
import { Page } from '../parts/page.tsx';
import { useAction } from '../parts/use-action.ts';
import { useRefusedText } from '../parts/use-refused-text.ts';

/** Where alerts are sent (docs/operations.md): the address, the secret, a try, and what came of the latest. */
export function HookPage() {
  const { t } = useLingui();
  const refusedText = useRefusedText();
  const { busy, refusal, run } = useAction();
  const [kept, setKept] = useState<KeptHook | null>(null);
  const [url, setUrl] = useState('');
  const [internal, setInternal] = useState(false);
  const [tried, setTried] = useState<HookOutcome | null>(null);
  const take = (now: KeptHook) => {
    setKept(now);
    setUrl(now.settings?.url ?? '');
    setInternal(now.settings?.internal ?? false);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: read once, when it is shown
  useEffect(() => void run(async () => take(await call('admin.hook.read', null))), []);
  const settings = { url, internal };
  const isGood = hookSettings.safeParse(settings).success;
  const save = (of: typeof settings | null, newSecret: boolean) =>
    void run(async () => take(await call('admin.hook.save', { settings: of, newSecret })));
  const isKept = kept?.settings?.url === url && kept.settings.internal === internal;
  return (
    <Page section="hook">
      <p className="pb-2 text-2 text-ink-2">
        <Trans>
          Alerts of rules with “webhook”, and critical ones that nobody sees to, are sent to a system of your
          own. How to check the signature stands in docs/operations.md.
        </Trans>
      </p>
      <TroubleLines troubles={[]} error={refusal === null ? null : refusedText(refusal)} />
      {kept === null && refusal === null && (
        <p role="status" className="text-2 text-ink-3">{t`Asking the hub…`}</p>
      )}
      {kept !== null && (
        <Part level={2}>
          <Row
            label={t`Address`}
            error={url !== '' && !isGood ? t`An https address; http only in our own network.` : null}
          >
            {(ids) => (
              <TextInput
                {...ids}
                data-testid="hook-url"
                inputMode="url"
                maxLength={2000}
                placeholder="https://alerts.example.com/yingke"
                value={url}
                onChange={({ target }) => setUrl(target.value.trim())}
                className="w-full"
              />
            )}
          </Row>
          <Row label={t`Network`}>
            {(ids) => (
              <Check
                {...ids}
                label={t`The host is in our own network`}
                checked={internal}
                onChange={({ target }) => setInternal(target.checked)}
              />
            )}
          </Row>
          {kept.secret !== null && (
            <Row label={t`Secret`} hint={t`Each delivery is signed with it.`}>
              {(ids) => (
                <TextInput {...ids} readOnly value={kept.secret ?? ''} className="w-full font-code" />
              )}
            </Row>
          )}
          <div className="flex flex-wrap items-center gap-2 pt-2">
            <Button
              look="primary"
              data-testid="hook-save"
              disabled={busy || !isGood || isKept}
              onClick={() => save(settings, false)}
            >
              <Trans>Save</Trans>
            </Button>
            {kept.settings !== null && (
              <>
                <Button
                  data-testid="hook-try"
                  disabled={busy || !isKept}
                  onClick={() => void run(async () => setTried(await call('admin.hook.try', {})))}
                >
                  <Trans>Send a test</Trans>
                </Button>
                <Button disabled={busy} onClick={() => save(kept.settings, true)}>
                  <Trans>Make another secret</Trans>
                </Button>
                <Button disabled={busy} onClick={() => save(null, false)}>
                  <Trans>Send nothing any more</Trans>
                </Button>
              </>
            )}
          </div>
          <p role="status" className="pt-1 text-2" data-testid="hook-tried">
            {tried !== null && <Outcome outcome={tried} />}
          </p>
        </Part>
      )}
      {kept !== null && kept.log.length > 0 && (
        <Part level={2} title={t`The latest deliveries`}>
          <ul className="grid gap-1" data-testid="hook-log">
            {kept.log.map((one) => (
              <li key={`${one.at} ${one.type}`} className="text-2">
                <Outcome outcome={one} />
              </li>
            ))}
          </ul>
        </Part>
      )}
    </Page>
  );
}

function Outcome({ outcome }: { readonly outcome: HookOutcome }) {
  const { t, i18n } = useLingui();
  const { at, type, state, tries, fault, status } = outcome;
  const why = status === null ? (fault ?? '') : `${fault} ${status}`;
  const words = {
    sent: t`taken`,
    tried: t`not taken (${why}), tried ${tries} times; it goes on`,
    given_up: t`not taken (${why}), given up after ${tries} times`,
  };
  return (
    <>
      <span className="text-ink-3 tabular-nums">{fullText(at, i18n.locale)}</span> <code>{type}</code>:{' '}
      <span className={state === 'sent' ? '' : 'text-bad'}>{words[state]}</span>
    </>
  );
}
