import { Trans, useLingui } from '@lingui/react/macro';
import type { ConversationRow } from '#shared/ipc/conversations.ts';
import { useConversations, useRow } from '../../../state/conversations.ts';
import { openTab, useHue, useTabs } from '../../../state/tabs.ts';
import { Avatar } from '../../../ui/avatar.tsx';
import { useVisitorName } from '../../../ui/names.ts';
import { Countdown } from '../countdown.tsx';
import { ConversationTags } from '../tags.tsx';
import { AnswerButtons } from './answer-buttons.tsx';
import { useAskText } from './use-ask-text.ts';

/** What one is asked, on top of the list: it can be answered here, or looked at first. */
export function Offered() {
  const { t } = useLingui();
  const ids = useConversations((s) => s.sections.offered);
  const count = ids.length;
  const nameOf = useVisitorName();
  const ask = useAskText();
  const latest = useConversations((s) => s.rows.get(s.sections.offered.at(-1) ?? '')?.conversation);
  return (
    <section
      aria-label={t`Offered to you`}
      data-testid="offered"
      className="max-h-[45%] shrink-0 overflow-y-auto"
    >
      <p aria-live="polite" className="sr-only">
        {latest?.offer != null && `${ask(latest.offer)}: ${nameOf(latest.visitor)}`}
      </p>
      {count > 0 && (
        <>
          <h2 className="px-3 pt-1 pb-0.75 font-bold text-1 text-accent tracking-[0.02em]">
            <Trans>Offered to you</Trans> · {count}
          </h2>
          <ul className="grid grid-cols-[minmax(0,1fr)] gap-1 px-2 pb-1.5">
            {ids.map((id) => (
              <Card key={id} id={id} />
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function Card({ id }: { readonly id: string }) {
  const row = useRow(id);
  return row === undefined ? null : <OfferCard row={row} />;
}

function OfferCard({ row }: { readonly row: ConversationRow }) {
  const { t } = useLingui();
  const nameOf = useVisitorName();
  const ask = useAskText();
  const { id, visitor, offer, lastMessage, page } = row.conversation;
  const hue = useHue(id);
  const shown = useTabs((s) => s.active === id);
  if (offer === null) return null;
  const name = nameOf(visitor);
  return (
    <li
      data-testid="offer-card"
      data-conversation-id={id}
      className={`rounded-3 border border-accent px-2 py-1.5 ${shown ? 'bg-accent-soft' : 'bg-panel'}`}
    >
      <button
        type="button"
        aria-label={t`${name}: look at it`}
        onClick={() => openTab(id)}
        className="flex w-full min-w-0 items-start gap-2 rounded-1 text-left"
      >
        <Avatar name={name} hue={hue} size="row" />
        <span className="min-w-0 flex-1">
          <span className="flex items-center gap-1.25 leading-[1.35]">
            <span className="foreign truncate font-bold">{name}</span>
            <ConversationTags conversation={row.conversation} />
            <span className="ml-auto text-2">
              <Countdown until={offer.until} />
            </span>
          </span>
          <span className="foreign block truncate text-2 text-ink-2">
            {lastMessage?.text ?? page?.title ?? ''}
          </span>
        </span>
      </button>
      <div className="mt-1.5 flex items-center gap-2">
        <span className="foreign line-clamp-2 min-w-0 flex-1 text-1 text-ink-2 leading-[1.35]">
          {ask(offer)}
        </span>
        <AnswerButtons id={id} />
      </div>
    </li>
  );
}
