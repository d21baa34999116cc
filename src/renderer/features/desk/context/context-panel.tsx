import { Trans, useLingui } from '@lingui/react/macro';
import { visitorLabel } from '#shared/domain/visitor-label.ts';
import type { ConversationRow } from '#shared/ipc/conversations.ts';
import { tell } from '../../../bridge/bridge.ts';
import { useConversations } from '../../../state/conversations.ts';
import { useHue, useTabs } from '../../../state/tabs.ts';
import { Avatar } from '../../../ui/avatar.tsx';
import { languageNames } from '../../../ui/languages.ts';
import { Link } from '../../../ui/linked-text.tsx';
import { safeUrl } from '../../../ui/links.ts';
import { useVisitorName } from '../../../ui/names.ts';
import { AlertLedger } from './alert-ledger.tsx';
import { Decisions } from './decisions.tsx';
import { Fact, Moment } from './fact.tsx';
import { RoutingFacts } from './routing-facts.tsx';

/** The right column: what is known of the customer one is talking to. */
export function DeskContext() {
  const active = useTabs((s) => s.active);
  const row = useConversations((s) => (active === null ? undefined : s.rows.get(active)));
  return (
    <div className="flex h-full flex-col">
      <h2 className="flex h-9 shrink-0 items-center border-line border-b px-4 font-bold text-2">
        <Trans>Customer</Trans>
      </h2>
      <div className="min-h-0 flex-1 overflow-y-auto px-4 pb-4">
        {row === undefined ? (
          <p className="pt-3 text-2 text-ink-3">
            <Trans>Open a conversation to see who is writing.</Trans>
          </p>
        ) : (
          <Card row={row} />
        )}
      </div>
    </div>
  );
}

function Card({ row }: { readonly row: ConversationRow }) {
  const { t } = useLingui();
  const nameOf = useVisitorName();
  const { id, visitor, status, agent, openedAt, closedAt } = row.conversation;
  const hue = useHue(id);
  const name = nameOf(visitor);
  const label = visitorLabel(visitor.id);
  const states = { queued: t`Queued`, active: t`Being served`, closed: t`Closed` };
  return (
    <>
      <div className="flex items-center gap-2.5 pt-3 pb-2">
        <Avatar name={name} hue={hue} size="card" />
        <div className="min-w-0">
          <h3 className="foreign truncate font-bold text-5 selectable">{name}</h3>
          <p className="text-2 text-ink-2">
            {visitor.name === null ? t`Not known yet` : t`Visitor ${label}`}
          </p>
        </div>
      </div>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 text-2">
        <Fact name={t`Language`}>{languageNames[visitor.locale]}</Fact>
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
      <Decisions key={id} conversation={row.conversation} />
      <AlertLedger key={`alerts ${id}`} conversation={row.conversation} />
    </>
  );
}

function WrittenFrom({ row }: { readonly row: ConversationRow }) {
  const { page } = row.conversation;
  if (page === null) return null;
  const url = safeUrl(page.url);
  return (
    <section className="pt-3">
      <h4 className="pb-1 font-bold text-1 text-ink-3">
        <Trans>Written from</Trans>
      </h4>
      {page.title !== '' && <p className="foreign selectable text-2">{page.title}</p>}
      <p className="selectable break-all text-1 text-ink-3">
        {url === null ? (
          page.url
        ) : (
          <Link text={page.url} url={url} onOpen={(to) => tell('app.openLink', { url: to })} />
        )}
      </p>
    </section>
  );
}
