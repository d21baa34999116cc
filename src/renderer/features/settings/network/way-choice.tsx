import { useLingui } from '@lingui/react/macro';
import type { FormEvent } from 'react';
import { useEffect, useRef, useState } from 'react';
import {
  type ProxyMode,
  proxyModes,
  proxyServerPattern,
  scriptPattern,
} from '#shared/domain/network/choice.ts';
import type { NetworkReport } from '#shared/ipc/network.ts';
import type { Refusal } from '#shared/protocol/errors.ts';
import { call, refusedWith } from '../../../bridge/bridge.ts';
import { useIsLocked } from '../../../state/managed.ts';
import { Button } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { useRefusalText } from '../../../ui/refusal-text.ts';
import { Select } from '../controls.tsx';
import { LockedMark } from '../locked-mark.tsx';
import type { ControlIds } from '../setting-row.tsx';
import { useModeNames } from './words.ts';

type Choice = NetworkReport['choice'];
type WayChoiceProps = ControlIds & {
  readonly report: NetworkReport;
  readonly onReport: (report: NetworkReport) => void;
};

/** How a proxy is found, and what belongs to that way; it counts once it is put into use, for every connection is made anew then. */
export function WayChoice({ report, onReport, id, ...described }: WayChoiceProps) {
  const { t } = useLingui();
  const names = useModeNames();
  const refusalText = useRefusalText();
  const [draft, setDraft] = useState<Choice>(report.choice);
  const [bypass, setBypass] = useState(report.choice.bypass.join(', '));
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isDone, setDone] = useState(false);
  const status = useRef<HTMLSpanElement>(null);
  const [base, setBase] = useState(report.choice);
  // The button goes once it is used: who was on it is not left nowhere.
  useEffect(() => {
    if (isDone) status.current?.focus();
  }, [isDone]);
  // Settled elsewhere meanwhile, it is what is shown: unless somebody is changing it here.
  if (!isAlike(base, report.choice)) {
    setBase(report.choice);
    if (isAlike(draft, base) && bypass === base.bypass.join(', ')) show(report.choice);
  }
  const isModeLocked = useIsLocked('ProxyMode');
  const isServerLocked = useIsLocked('ProxyServer');
  const isScriptLocked = useIsLocked('ProxyPacUrl');
  const isBypassLocked = useIsLocked('ProxyBypass');
  const isAllLocked = isModeLocked && isServerLocked && isScriptLocked && isBypassLocked;
  const hosts = bypass.split(/[\s;,]+/).filter((one) => one !== '');
  const server = draft.server.trim();
  const pac = draft.pac.trim();
  const wrong = {
    server:
      draft.mode === 'fixed' && !proxyServerPattern.test(server)
        ? t`An address is like proxy.example.com:3128, without name and password.`
        : null,
    pac:
      draft.mode === 'pac' && !scriptPattern.test(pac)
        ? t`The address of a script begins with http:// or https://.`
        : null,
    bypass:
      hosts.length > 100 || hosts.some((one) => one.length > 200)
        ? t`At most 100 hosts, each of 200 characters at most.`
        : null,
  };
  const fault = Object.values(wrong).find((one) => one !== null) ?? null;
  const next: Choice = { mode: draft.mode, server, pac, bypass: hosts };
  const isSame = isAlike(next, report.choice);

  function show(choice: Choice): void {
    setDraft(choice);
    setBypass(choice.bypass.join(', '));
  }

  function change(part: Partial<Choice>): void {
    setDraft({ ...draft, ...part });
    setDone(false);
    setRefusal(null);
  }

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (fault !== null) return;
    try {
      // What does not belong to the way that is chosen stays as it was, if it can stay.
      const kept: Choice = {
        ...next,
        server: draft.mode === 'fixed' ? server : report.choice.server,
        pac: draft.mode === 'pac' ? pac : report.choice.pac,
      };
      const now = await call('network.choose', kept);
      show(now.choice);
      setDone(true);
      onReport(now);
    } catch (error) {
      setRefusal(refusedWith(error));
    }
  }

  const said = fault !== null && !isSame ? fault : refusal === null ? null : refusalText(refusal);
  return (
    <form onSubmit={(event) => void submit(event)} className="grid w-full max-w-120 gap-2.5">
      <div className="grid justify-items-start gap-1">
        <Select
          id={id}
          {...described}
          data-testid="network-mode"
          disabled={isModeLocked}
          value={draft.mode}
          onChange={(event) => change({ mode: event.target.value as ProxyMode })}
        >
          {proxyModes.map((mode) => (
            <option key={mode} value={mode}>
              {names[mode]}
            </option>
          ))}
        </Select>
        {isModeLocked && <LockedMark />}
      </div>
      {draft.mode === 'fixed' && (
        <>
          <fieldset disabled={isServerLocked} className="grid gap-1">
            <Field
              label={t`Address of the proxy`}
              hint={t`host:port; https://, socks4:// or socks5:// before it where it is one of those`}
              trouble={isSame ? null : wrong.server}
            >
              <input
                type="text"
                spellCheck={false}
                autoCapitalize="off"
                maxLength={300}
                placeholder="proxy.example.com:3128"
                data-testid="network-server"
                value={draft.server}
                onChange={(event) => change({ server: event.target.value })}
              />
            </Field>
            {isServerLocked && <LockedMark />}
          </fieldset>
          <fieldset disabled={isBypassLocked} className="grid gap-1">
            <Field
              label={t`Hosts that need no proxy`}
              hint={t`As Chrome writes them: *.example.com, 10.0.0.0/8. This computer itself never needs one.`}
              trouble={wrong.bypass}
            >
              <input
                type="text"
                spellCheck={false}
                autoCapitalize="off"
                placeholder="*.example.com, 10.0.0.0/8"
                data-testid="network-bypass"
                value={bypass}
                onChange={(event) => {
                  setBypass(event.target.value);
                  change({});
                }}
              />
            </Field>
            {isBypassLocked && <LockedMark />}
          </fieldset>
        </>
      )}
      {draft.mode === 'pac' && (
        <fieldset disabled={isScriptLocked} className="grid gap-1">
          <Field label={t`Address of the script`} trouble={isSame ? null : wrong.pac}>
            <input
              type="text"
              spellCheck={false}
              autoCapitalize="off"
              maxLength={500}
              placeholder="https://proxy.example.com/proxy.pac"
              data-testid="network-pac"
              value={draft.pac}
              onChange={(event) => change({ pac: event.target.value })}
            />
          </Field>
          {isScriptLocked && <LockedMark />}
        </fieldset>
      )}
      {said !== null && (
        <p role="alert" data-testid="network-trouble" className="text-2 text-bad">
          {said}
        </p>
      )}
      {report.lacks !== null && isSame && (
        <p data-testid="network-lacks" className="text-2 text-warn">
          {report.lacks === 'ProxyServer'
            ? t`No proxy is named, so it is as the system has it.`
            : t`No script is named, so it is as the system has it.`}
        </p>
      )}
      {!isAllLocked && (
        <span className="flex items-center gap-3">
          {!isSame && (
            <Button type="submit" look="primary" disabled={fault !== null} data-testid="network-use">
              {t`Use it`}
            </Button>
          )}
          <span ref={status} role="status" tabIndex={-1} className="text-2 text-ink-2">
            {isDone && isSame && t`In use. All connections are made anew.`}
          </span>
        </span>
      )}
    </form>
  );
}

function isAlike(one: Choice, other: Choice): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
