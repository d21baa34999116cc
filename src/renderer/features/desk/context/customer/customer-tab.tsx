import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { Customer } from '#shared/domain/customer/customer.ts';
import { visitorLabel } from '#shared/domain/visitor-label.ts';
import type { ConversationRow } from '#shared/ipc/conversations.ts';
import { openCustomer, useCustomers } from '../../../../state/customers.ts';
import { useDeskApp } from '../../../../state/desk-app.ts';
import { useHue } from '../../../../state/tabs.ts';
import { Avatar } from '../../../../ui/avatar.tsx';
import { Button } from '../../../../ui/button.tsx';
import { languageNames } from '../../../../ui/languages.ts';
import { useVisitorName } from '../../../../ui/names.ts';
import { useRefusalText } from '../../../../ui/refusal-text.ts';
import { Fact, Moment } from '../fact.tsx';
import { DeviceFacts } from './device-line.tsx';
import { Editable } from './editable.tsx';
import { Fields } from './fields.tsx';
import { Verified } from './name.tsx';
import { Notes } from './notes.tsx';
import { TagEditor } from './tag-editor.tsx';

type CustomerCardProps = {
  readonly row: ConversationRow;
  /** Between what is known and what colleagues have noted down. */
  readonly children: ReactNode;
};

/** Who is writing: what they have said, what the site has signed, what colleagues have found out. */
export function CustomerCard({ row, children }: CustomerCardProps) {
  const { id, visitor } = row.conversation;
  const customer = useCustomers((s) => s.byVisitor.get(visitor.id));
  return (
    <>
      <Who row={row} customer={customer} />
      {customer === undefined ? (
        <NotHere conversationId={id} visitorId={visitor.id} />
      ) : (
        <Known key={customer.id} conversationId={id} customer={customer} />
      )}
      {children}
      {customer !== undefined && <Notes key={customer.id} conversationId={id} customer={customer} />}
    </>
  );
}

function Who({ row, customer }: { readonly row: ConversationRow; readonly customer: Customer | undefined }) {
  const { t } = useLingui();
  const nameOf = useVisitorName();
  const { id, visitor } = row.conversation;
  const hue = useHue(id);
  const name = nameOf(visitor);
  const label = visitorLabel(visitor.id);
  return (
    <div className="flex items-center gap-2.5 pt-3 pb-2">
      <Avatar name={name} hue={hue} size="card" />
      <div className="min-w-0">
        <h3 className="flex items-center gap-1.5 font-bold text-5">
          <span className="foreign selectable truncate">{name}</span>
          {customer !== undefined && <Verified customer={customer} />}
        </h3>
        <p className="foreign truncate text-2 text-ink-2">
          {customer === undefined ? (
            visitor.name === null ? (
              t`Not known yet`
            ) : (
              t`Visitor ${label}`
            )
          ) : (
            <Since customer={customer} label={label} />
          )}
        </p>
      </div>
    </div>
  );
}

function Since({ customer, label }: { readonly customer: Customer; readonly label: string }) {
  const { i18n, t } = useLingui();
  const since = new Intl.DateTimeFormat(i18n.locale, { year: 'numeric', month: 'short' }).format(
    customer.firstSeen,
  );
  const signed = Object.values(customer.attributes).join(' · ');
  return (
    <>
      <bdi>{signed || t`Visitor ${label}`}</bdi> · {t`since ${since}`}
    </>
  );
}

function Known({
  conversationId,
  customer,
}: {
  readonly conversationId: string;
  readonly customer: Customer;
}) {
  const { t } = useLingui();
  const signed = Object.entries(customer.attributes);
  return (
    <dl className="grid grid-cols-[minmax(3.5rem,auto)_minmax(0,1fr)] items-baseline gap-x-4 text-2">
      {!customer.verified && (
        <Editable
          conversationId={conversationId}
          customer={customer}
          label={t`Name`}
          value={customer.name ?? ''}
          max={80}
          changeOf={(name) => ({ name: name === '' ? null : name })}
        />
      )}
      <Fields conversationId={conversationId} customer={customer} />
      <DeviceFacts customer={customer} />
      <Fact name={t`Language`}>
        <span className="leading-6">{languageNames[customer.locale]}</span>
      </Fact>
      {customer.sub !== null && (
        <Fact name={t`Customer no.`}>
          <span className="foreign selectable break-all leading-6">{customer.sub}</span>
        </Fact>
      )}
      {signed.map(([name, value]) => (
        <Fact key={name} name={name}>
          <span className="foreign selectable break-words leading-6">{value}</span>
        </Fact>
      ))}
      <Fact name={t`Last seen`}>
        <span className="leading-6">
          <Moment at={customer.lastSeen} />
        </span>
      </Fact>
      <TagEditor conversationId={conversationId} customer={customer} />
    </dl>
  );
}

/** The card is on its way, or cannot come. */
function NotHere({
  conversationId,
  visitorId,
}: {
  readonly conversationId: string;
  readonly visitorId: string;
}) {
  const { t } = useLingui();
  const refusalText = useRefusalText();
  const refusal = useCustomers((s) => s.refusals.get(visitorId));
  const offline = useDeskApp((s) => s.connection.state !== 'connected');
  if (refusal !== undefined) {
    return (
      <div role="alert" className="grid justify-items-start gap-1.5 text-2">
        <p>{refusalText(refusal)}</p>
        <Button onClick={() => void openCustomer(conversationId, visitorId)}>
          <Trans>Try again</Trans>
        </Button>
      </div>
    );
  }
  if (offline) {
    return (
      <p className="text-2 text-ink-3">
        <Trans>What is known of this customer is not on this computer. It comes when the hub is back.</Trans>
      </p>
    );
  }
  return (
    <div role="status" aria-label={t`Asking the hub…`} className="grid gap-2 py-1">
      <span className="h-4 w-3/4 rounded-1 bg-sunk" />
      <span className="h-4 w-2/3 rounded-1 bg-sunk" />
      <span className="h-4 w-1/2 rounded-1 bg-sunk" />
    </div>
  );
}
