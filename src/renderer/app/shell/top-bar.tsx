import { Trans, useLingui } from '@lingui/react/macro';
import { accountName } from '#shared/domain/account-name.ts';
import { waitOf } from '#shared/domain/urgency.ts';
import { useAccounts } from '../../state/accounts.ts';
import { useSecond } from '../../state/clock.ts';
import { longestInQueue, useConversations, useRow } from '../../state/conversations.ts';
import { useDeskApp } from '../../state/desk-app.ts';
import { useServiceLevel } from '../../state/service-level.ts';
import { clockText } from '../../ui/time.ts';
import { SearchField } from './search-field.tsx';

/** Whose desk this is, and how the queue stands. */
export function TopBar() {
  const workspace = useDeskApp((s) => (s.account.state === 'signed-in' ? s.account.workspace.name : ''));
  const queued = useConversations((s) => s.sections.queue.length);
  return (
    <header className="shell-bar flex items-center gap-3 px-3 text-2 text-ink-2">
      <b className="font-bold text-ink">
        <Trans>Yingke</Trans>
      </b>
      <InView workspace={workspace} />
      <SearchField />
      <span className="flex shrink-0 items-center gap-1.5">
        <Trans>
          Queue <b className="font-bold text-ink">{queued}</b>
        </Trans>
        {queued > 0 && <LongestWait />}
      </span>
    </header>
  );
}

/** Which house this is; where the window has several accounts, by that one's own name and colour. */
function InView({ workspace }: { readonly workspace: string }) {
  const { inView, all } = useAccounts();
  const account = all.find(({ id }) => id === inView);
  if (account === undefined) return <span className="foreign truncate">{workspace}</span>;
  return (
    <span data-hue={account.hue} data-testid="account-in-view" className="flex min-w-0 items-center gap-1.5">
      <span aria-hidden="true" className="size-2.5 shrink-0 rounded-1 bg-hue" />
      <span className="foreign truncate">{accountName(account, all) || workspace}</span>
    </span>
  );
}

const colours = { none: '', calm: 'text-ink', soon: 'text-warn', late: 'text-bad' } as const;

function LongestWait() {
  const { i18n } = useLingui();
  const now = useSecond();
  const longest = useConversations(longestInQueue);
  const { waitingSince: since, group } = useRow(longest ?? '')?.conversation ?? {};
  const level = useServiceLevel(group?.id ?? null);
  if (since == null) return null;
  const colour = colours[waitOf(since, now, level)];
  return (
    <span>
      · <Trans>longest</Trans> <b className={`font-bold ${colour}`}>{clockText(now - since, i18n.locale)}</b>
    </span>
  );
}
