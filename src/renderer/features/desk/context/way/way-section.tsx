import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { ChevronDown, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { type PageView, type Visit, visitsOf, withViews } from '#shared/domain/customer/way.ts';
import type { ConversationRow } from '#shared/ipc/conversations.ts';
import { useMinute } from '../../../../state/clock.ts';
import { useCustomers } from '../../../../state/customers.ts';
import { useDeskApp } from '../../../../state/desk-app.ts';
import { openWay, useWays } from '../../../../state/ways.ts';
import { Button } from '../../../../ui/button.tsx';
import { useRefusalText } from '../../../../ui/refusal-text.ts';
import { dateText, minutesText, timeText } from '../../../../ui/time.ts';
import { Section } from '../customer/section.tsx';
import { useOnStay } from '../use-on-stay.ts';
import { CameBy, VisitPages } from './visit.tsx';

/** The pages that they have seen on the way, and where they are now. The hub tells it while they go. */
export function WaySection({ row }: { readonly row: ConversationRow }) {
  const { t } = useLingui();
  const { id, visitor } = row.conversation;
  const connected = useDeskApp((s) => s.connection.state === 'connected');
  // Asked again when the line is back.
  useOnStay(() => void openWay(id, visitor.id), `${id} ${visitor.id} ${connected}`);
  const views = useViews(visitor.id);
  const visits = visitsOf(views ?? []);
  const latest = visits[0];
  return (
    <Section title={t`Pages visited`} testId="way" side={latest && <Stay visit={latest} />}>
      {latest === undefined ? (
        <Nothing conversationId={id} visitorId={visitor.id} isAsked={views !== undefined} />
      ) : (
        <>
          <CameBy visit={latest} />
          <VisitPages key={latest.pages.at(-1)?.id} visit={latest} />
          <Earlier visits={visits.slice(1)} />
          {!connected && (
            <p className="pt-0.5 text-1 text-ink-3">
              <Trans>As it was when the hub was last heard.</Trans>
            </p>
          )}
        </>
      )}
    </Section>
  );
}

/** Of all browsers that are theirs; undefined while nothing has come. */
function useViews(visitorId: string): readonly PageView[] | undefined {
  const own = useWays((s) => s.byVisitor.get(visitorId));
  const browsers = useCustomers((s) => s.byVisitor.get(visitorId)?.visitorIds);
  const byVisitor = useWays((s) => s.byVisitor);
  if (own === undefined) return undefined;
  const others = (browsers ?? []).filter((id) => id !== visitorId);
  return withViews(
    own,
    others.flatMap((id) => byVisitor.get(id) ?? []),
  );
}

/** How long they have been on the site, or when they went. */
function Stay({ visit: { from, pages } }: { readonly visit: Visit }) {
  const { i18n } = useLingui();
  const now = useMinute();
  const isHere = pages.some(({ stayed }) => stayed === null);
  if (isHere) {
    const length = minutesText(now - from, i18n.locale);
    return now - from < 60_000 ? <Trans>on the site</Trans> : <Trans>on the site for {length}</Trans>;
  }
  const end = Math.max(...pages.map(({ at, stayed }) => at + (stayed ?? 0)));
  const day = dateText(end, i18n.locale, now);
  const time = timeText(end, i18n.locale);
  return now - end < 12 * 3600_000 ? <Trans>left at {time}</Trans> : <Trans>left on {day}</Trans>;
}

/** They were here before: by day, opened by who wants to see. */
function Earlier({ visits }: { readonly visits: readonly Visit[] }) {
  const { i18n } = useLingui();
  const now = useMinute();
  const [open, setOpen] = useState(false);
  if (visits.length === 0) return null;
  const Icon = open ? ChevronDown : ChevronRight;
  return (
    <div className="pt-1">
      <button
        type="button"
        aria-expanded={open}
        data-testid="way-earlier"
        onClick={() => setOpen(!open)}
        className="-ml-1 flex items-center gap-1 rounded-1 px-1 text-1 text-ink-3 hover:text-ink"
      >
        <Icon size={13} aria-hidden="true" />
        <Plural value={visits.length} one="# earlier visit" other="# earlier visits" />
      </button>
      {open &&
        visits.map((visit) => (
          <div key={visit.pages.at(-1)?.id} className="pt-1.5">
            <p className="text-1 text-ink-3">
              {dateText(visit.from, i18n.locale, now)} {timeText(visit.from, i18n.locale)}
            </p>
            <CameBy visit={visit} />
            <VisitPages visit={visit} />
          </div>
        ))}
    </div>
  );
}

type NothingProps = {
  readonly conversationId: string;
  readonly visitorId: string;
  readonly isAsked: boolean;
};

function Nothing({ conversationId, visitorId, isAsked }: NothingProps) {
  const { t } = useLingui();
  const refusalText = useRefusalText();
  const refusal = useWays((s) => s.refusals.get(visitorId));
  const offline = useDeskApp((s) => s.connection.state !== 'connected');
  if (offline)
    return (
      <p className="text-2 text-ink-3">
        <Trans>Only the hub knows it, and it cannot be reached right now.</Trans>
      </p>
    );
  if (refusal !== undefined)
    return (
      <div role="alert" className="grid justify-items-start gap-1.5 text-2">
        <p>{refusalText(refusal)}</p>
        <Button onClick={() => void openWay(conversationId, visitorId)}>
          <Trans>Try again</Trans>
        </Button>
      </div>
    );
  if (isAsked)
    return (
      <p className="text-2 text-ink-3">
        <Trans>None in the last days.</Trans>
      </p>
    );
  return (
    <div role="status" aria-label={t`Asking the hub…`} className="grid gap-2 py-1">
      <span className="h-3.5 w-2/3 rounded-1 bg-sunk" />
      <span className="h-3.5 w-1/2 rounded-1 bg-sunk" />
    </div>
  );
}
