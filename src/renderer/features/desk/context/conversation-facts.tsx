import { Trans, useLingui } from '@lingui/react/macro';
import type { ConversationRow } from '#shared/ipc/conversations.ts';
import { safeUrl } from '../../../ui/links.ts';
import { LinkWithMenu } from '../link-with-menu.tsx';
import { Section } from './customer/section.tsx';
import { Fact, Moment } from './fact.tsx';
import { RoutingFacts } from './routing-facts.tsx';

/** What is known of the conversation itself. */
export function ConversationFacts({ row }: { readonly row: ConversationRow }) {
  const { t } = useLingui();
  const { status, agent, openedAt, closedAt } = row.conversation;
  const states = { queued: t`Queued`, active: t`Being served`, closed: t`Closed` };
  return (
    <Section title={t`This conversation`}>
      <dl className="grid grid-cols-[minmax(3.5rem,auto)_minmax(0,1fr)] gap-x-4 gap-y-1 text-2">
        <Fact name={t`State`}>{states[status]}</Fact>
        {agent !== null && (
          <Fact name={t`Agent`}>
            <span className="foreign">{agent.name}</span>
          </Fact>
        )}
        <RoutingFacts conversation={row.conversation} />
        <Fact name={t`Began`}>
          <Moment at={openedAt} />
        </Fact>
        {closedAt !== null && (
          <Fact name={t`Ended`}>
            <Moment at={closedAt} />
          </Fact>
        )}
      </dl>
      <WrittenFrom row={row} />
    </Section>
  );
}

function WrittenFrom({ row }: { readonly row: ConversationRow }) {
  const { page } = row.conversation;
  if (page === null) return null;
  const url = safeUrl(page.url);
  return (
    <div className="pt-2">
      <h5 className="pb-0.5 text-1 text-ink-3">
        <Trans>Written from</Trans>
      </h5>
      {page.title !== '' && <p className="foreign selectable text-2">{page.title}</p>}
      <p className="foreign selectable break-all text-1 text-ink-3">
        {url === null ? page.url : <LinkWithMenu text={page.url} url={url} />}
      </p>
    </div>
  );
}
