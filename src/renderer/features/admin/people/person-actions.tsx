import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { PersonRecord } from '#shared/protocol/admin.ts';
import { Button } from '../../../ui/button.tsx';
import { Confirm } from '../../../ui/confirm.tsx';
import { useAction } from '../parts/use-action.ts';
import { useRefusedText } from '../parts/use-refused-text.ts';
import { SessionsDialog } from '../sessions/sessions-dialog.tsx';
import { renewPassword, setDisabled } from '../state/people-calls.ts';

/** What is done to a person at once, after a question. */
export function PersonActions({ person }: { readonly person: PersonRecord }) {
  const { t } = useLingui();
  const refusedText = useRefusedText();
  const [asking, setAsking] = useState<'disable' | 'password' | 'sessions' | null>(null);
  const { busy, refusal, run } = useAction();
  const { name } = person;
  const why = () => {
    if (refusal === null) return null;
    return refusal.code === 'conflict'
      ? t`Nobody would be left who is an administrator.`
      : refusedText(refusal);
  };
  const act = (work: () => Promise<void>) => {
    setAsking(null);
    void run(work);
  };
  return (
    <div className="flex items-center gap-2">
      <p role="alert" className="max-w-60 text-1 text-bad">
        {why()}
      </p>
      <Button disabled={busy} data-testid="person-sessions" onClick={() => setAsking('sessions')}>
        <Trans>Sign-ins…</Trans>
      </Button>
      <Button disabled={busy || person.disabled} onClick={() => setAsking('password')}>
        <Trans>New password…</Trans>
      </Button>
      {person.disabled ? (
        <Button disabled={busy} onClick={() => act(() => setDisabled(person, false))}>
          <Trans>Enable</Trans>
        </Button>
      ) : (
        <Button disabled={busy} onClick={() => setAsking('disable')} data-testid="person-disable">
          <Trans>Disable…</Trans>
        </Button>
      )}
      {asking === 'sessions' && <SessionsDialog person={person} onClose={() => setAsking(null)} />}
      {asking === 'disable' && (
        <Confirm
          title={t`Disable ${name}?`}
          yes={t`Disable`}
          no={t`Cancel`}
          onYes={() => act(() => setDisabled(person, true))}
          onNo={() => setAsking(null)}
        >
          <Trans>
            They are signed out everywhere and cannot sign in. Their open conversations go to others. What
            they wrote stays.
          </Trans>
        </Confirm>
      )}
      {asking === 'password' && (
        <Confirm
          title={t`A new password for ${name}?`}
          yes={t`New password`}
          no={t`Cancel`}
          onYes={() => act(() => renewPassword(person))}
          onNo={() => setAsking(null)}
        >
          <Trans>Their password is worth nothing from then on, and they are signed out everywhere.</Trans>
        </Confirm>
      )}
    </div>
  );
}
