import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { useCallback, useEffect, useState } from 'react';
import type { Refusal } from '#shared/protocol/errors.ts';
import type { SessionRecord } from '#shared/protocol/sessions.ts';
import { call, refusedWith } from '../../../bridge/bridge.ts';
import { useMinute } from '../../../state/clock.ts';
import { useDeskApp } from '../../../state/desk-app.ts';
import { Button } from '../../../ui/button.tsx';
import { Confirm } from '../../../ui/confirm.tsx';
import { useRefusalText } from '../../../ui/refusal-text.ts';
import { SignInLine } from '../../../ui/sign-in-line.tsx';
import type { Setting } from '../setting-row.tsx';

/** Where one is signed in, and the end of that (P16). */
export function useSessionRows(): readonly Setting[] {
  const { t } = useLingui();
  const isSignedIn = useDeskApp((s) => s.account.state === 'signed-in');
  if (!isSignedIn) return [];
  return [
    {
      id: 'sessions',
      section: 'accounts',
      label: t`Where you are signed in`,
      hint: t`One that you do not know: end it, and change your password or tell your administrator. What is kept on that computer stays there: to have it removed, ask your administrator for a wipe.`,
      wide: true,
      control: (ids) => <Sessions {...ids} />,
    },
  ];
}

function Sessions({ id }: { readonly id: string }) {
  const { t } = useLingui();
  const refusalText = useRefusalText();
  const isConnected = useDeskApp((s) => s.connection.state === 'connected');
  const [sessions, setSessions] = useState<readonly SessionRecord[] | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const [asking, setAsking] = useState<SessionRecord | 'others' | null>(null);

  const look = useCallback(async () => {
    try {
      setSessions((await call('sessions.list', {})).sessions);
      setRefusal(null);
    } catch (error) {
      setRefusal(refusedWith(error));
    }
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when the line is back
  useEffect(() => void look(), [look, isConnected]);

  async function end(which: SessionRecord | 'others'): Promise<void> {
    setAsking(null);
    setSaid(null);
    try {
      if (which === 'others') {
        const { ended } = await call('sessions.endOthers', {});
        setSaid(t`${plural(ended, { one: '# sign-in', other: '# sign-ins' })} ended.`);
      } else {
        await call('sessions.end', { id: which.id });
        setSaid(t`Ended.`);
      }
      await look();
    } catch (error) {
      setRefusal(refusedWith(error));
    }
  }

  const others = (sessions ?? []).filter(({ isThis }) => !isThis).length;
  return (
    <div id={id} className="grid w-full gap-2">
      {refusal !== null && (
        <p role="alert" className="text-2 text-bad">
          {refusalText(refusal)} <Button look="quiet" onClick={() => void look()}>{t`Try again`}</Button>
        </p>
      )}
      {sessions === null && refusal === null && (
        <p role="status" className="text-2 text-ink-3">{t`Asking the hub…`}</p>
      )}
      {sessions !== null && (
        <ul className="grid divide-y divide-line rounded-3 border border-line" data-testid="sessions">
          {sessions.map((one) => (
            <Session key={one.id} session={one} isOffline={!isConnected} onEnd={() => setAsking(one)} />
          ))}
        </ul>
      )}
      <div className="flex items-center gap-3">
        {others > 0 && (
          <Button
            data-testid="sessions-end-others"
            disabled={!isConnected}
            onClick={() => setAsking('others')}
          >{t`End all others`}</Button>
        )}
        <span role="status" className="text-2 text-ink-3">
          {said}
        </span>
      </div>
      {asking !== null && (
        <Confirm
          title={asking === 'others' ? t`End all other sign-ins?` : t`End this sign-in?`}
          yes={t`End it`}
          no={t`Cancel`}
          onYes={() => void end(asking)}
          onNo={() => setAsking(null)}
        >
          {t`That desk is signed out at once and says why. What it had not sent waits there until you sign in again.`}
        </Confirm>
      )}
    </div>
  );
}

type SessionProps = {
  readonly session: SessionRecord;
  readonly isOffline: boolean;
  readonly onEnd: () => void;
};

function Session({ session, isOffline, onEnd }: SessionProps) {
  const { t } = useLingui();
  const now = useMinute();
  return (
    <SignInLine
      session={session}
      now={now}
      action={(name) => (
        <Button
          data-testid="session-end"
          disabled={isOffline}
          aria-label={t`End the sign-in at ${name}`}
          onClick={onEnd}
        >
          {t`End it`}
        </Button>
      )}
    />
  );
}
