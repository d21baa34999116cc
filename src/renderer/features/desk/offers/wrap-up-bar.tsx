import { Trans, useLingui } from '@lingui/react/macro';
import { PenLine } from 'lucide-react';
import { filingProblem } from '#shared/domain/customer/filing.ts';
import type { ConversationRow } from '#shared/ipc/conversations.ts';
import { useKeysOf } from '../../../state/actions/keys.ts';
import { useSecond } from '../../../state/clock.ts';
import { useCustomers } from '../../../state/customers.ts';
import { useDeskApp } from '../../../state/desk-app.ts';
import { openWrapUp } from '../../../state/wrap-up.ts';
import { Button } from '../../../ui/button.tsx';
import { withKeys } from '../../../ui/kbd.tsx';
import { Countdown } from '../countdown.tsx';
import { changeOwnership } from '../ownership.ts';
import { Bar } from './bar.tsx';

/** What comes after a conversation: new ones are held off while it lasts. */
export function WrapUpBar({ row, until }: { readonly row: ConversationRow; readonly until: number }) {
  const { t } = useLingui();
  const now = useSecond();
  const keys = useKeysOf('conversation.wrap-done');
  const offline = useDeskApp((s) => s.connection.state !== 'connected');
  const handbook = useCustomers((s) => s.handbook);
  const mustFile = filingProblem(handbook, row.conversation.group?.id ?? null, null) !== null;
  if (until <= now) return null;
  return (
    <Bar
      name="wrap-up-bar"
      tone="plain"
      icon={<PenLine size={15} aria-hidden="true" className="text-ink-3" />}
      action={
        <span className="flex gap-1.5">
          <Button data-testid="wrap-up-open" onClick={() => openWrapUp(row.conversation.id)}>
            <Trans>Fill in…</Trans>
          </Button>
          <Button
            look="primary"
            data-testid="wrap-done"
            disabled={offline || mustFile}
            title={offline ? t`Needs the hub, which cannot be reached right now.` : withKeys(t`Done`, keys)}
            onClick={() => void changeOwnership('wrapDone', row.conversation)}
          >
            <Trans>Done</Trans>
          </Button>
        </span>
      }
    >
      <p className="min-w-0 flex-1 py-0.75">
        <b className="font-bold">
          <Trans>Wrap-up</Trans>
        </b>{' '}
        <Countdown until={until} />{' '}
        <span className="text-ink-2">
          <Trans>It keeps a place of yours until it is done.</Trans>
        </span>
      </p>
    </Bar>
  );
}
