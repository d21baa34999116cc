import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { useCallback, useEffect, useState } from 'react';
import type { Refusal } from '#shared/protocol/errors.ts';
import type { SessionRecord } from '#shared/protocol/sessions.ts';
import { call, refusedWith } from '../../../bridge/bridge.ts';
import { useMinute } from '../../../state/clock.ts';
import { apart } from '../../../ui/apart.ts';
import { Button } from '../../../ui/button.tsx';
import { Confirm } from '../../../ui/confirm.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { SignInLine } from '../../../ui/sign-in-line.tsx';
import { useAction } from '../parts/use-action.ts';
import { useRefusedText } from '../parts/use-refused-text.ts';

type SessionsDialogProps = {
  readonly person: { readonly id: string; readonly name: string };
  readonly onClose: () => void;
};

/** Where somebody is signed in, and the end of that by an administrator (P16). */
export function SessionsDialog({ person, onClose }: SessionsDialogProps) {
  const { t } = useLingui();
  const refusedText = useRefusedText();
  const now = useMinute();
  const [sessions, setSessions] = useState<readonly SessionRecord[] | null>(null);
  const [unread, setUnread] = useState<Refusal | null>(null);
  const [asking, setAsking] = useState<SessionRecord | 'all' | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const { busy, refusal, run } = useAction();
  const { id } = person;
  const name = apart(person.name);

  const look = useCallback(async () => {
    try {
      setSessions((await call('admin.sessions.list', { person: id })).sessions);
      setUnread(null);
    } catch (error) {
      setUnread(refusedWith(error));
    }
  }, [id]);
  useEffect(() => void look(), [look]);

  const end = (which: SessionRecord | 'all') => {
    setAsking(null);
    setSaid(null);
    void run(async () => {
      const one = which === 'all' ? {} : { id: which.id };
      const { ended } = await call('admin.sessions.end', { person: id, ...one });
      setSaid(t`${plural(ended, { one: '# sign-in', other: '# sign-ins' })} ended.`);
    }).then(look);
  };

  const others = (sessions ?? []).filter(({ isThis }) => !isThis);
  // Over by now: somebody else, or they themselves, were quicker.
  const why =
    refusal?.code === 'not_found' ? t`That sign-in is over already.` : refusal && refusedText(refusal);
  return (
    <>
      <Dialog title={t`Sign-ins of ${name}`} testId="sessions-dialog" isWide onClose={onClose}>
        <div className="mt-2 grid gap-2">
          {(why ?? unread) !== null && (
            <p role="alert" className="text-2 text-bad">
              {why ?? (unread && refusedText(unread))}{' '}
              {unread !== null && <Button look="quiet" onClick={() => void look()}>{t`Try again`}</Button>}
            </p>
          )}
          {sessions === null && unread === null && (
            <p role="status" className="text-2 text-ink-3">{t`Asking the hub…`}</p>
          )}
          {sessions?.length === 0 && <p className="text-2 text-ink-3">{t`Signed in nowhere.`}</p>}
          {sessions !== null && sessions.length > 0 && (
            <ul
              className="grid divide-y divide-line rounded-3 border border-line"
              data-testid="others-sessions"
            >
              {sessions.map((one) => (
                <SignInLine
                  key={one.id}
                  session={one}
                  now={now}
                  action={(computer) => (
                    <Button
                      data-testid="others-session-end"
                      disabled={busy}
                      aria-label={t`End the sign-in at ${computer}`}
                      onClick={() => setAsking(one)}
                    >{t`End it`}</Button>
                  )}
                />
              ))}
            </ul>
          )}
        </div>
        <div className="mt-4 flex items-center gap-3">
          {others.length > 1 && (
            <Button data-testid="others-sessions-end" disabled={busy} onClick={() => setAsking('all')}>
              <Trans>End all</Trans>
            </Button>
          )}
          <span role="status" className="flex-1 text-2 text-ink-3">
            {said}
          </span>
          <Button onClick={onClose}>
            <Trans>Close</Trans>
          </Button>
        </div>
      </Dialog>
      {asking !== null && (
        <Confirm
          title={asking === 'all' ? t`End all sign-ins of ${name}?` : t`End this sign-in?`}
          yes={asking === 'all' ? t`End all` : t`End it`}
          no={t`Cancel`}
          onYes={() => end(asking)}
          onNo={() => setAsking(null)}
        >
          {t`They are signed out there at once, and that desk says that an administrator did it. What it had not sent waits there until they sign in again; a wipe removes it.`}
        </Confirm>
      )}
    </>
  );
}
