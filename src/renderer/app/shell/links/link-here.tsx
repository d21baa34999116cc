import { Trans, useLingui } from '@lingui/react/macro';
import type { FoundCustomer } from '#shared/ipc/customers.ts';
import type { ArrivedLink } from '#shared/ipc/links.ts';
import type { Refusal } from '#shared/protocol/errors.ts';
import { useKeysOf } from '../../../state/actions/keys.ts';
import { useMinute } from '../../../state/clock.ts';
import { useRow } from '../../../state/conversations.ts';
import { goBack, goOn, showCustomer } from '../../../state/follow-link.ts';
import { useLinks } from '../../../state/links.ts';
import { apart } from '../../../ui/apart.ts';
import { Button } from '../../../ui/button.tsx';
import { Kbd } from '../../../ui/kbd.tsx';
import { useVisitorName } from '../../../ui/names.ts';
import { useRefusalText } from '../../../ui/refusal-text.ts';
import { dateText, timeText } from '../../../ui/time.ts';
import { Said } from './link-lines.tsx';

type Here = Extract<ArrivedLink, { readonly state: 'here' }>;
type Props = { readonly link: Here };

/** A link that is of this page: held, on its way, shown, or why it is not. */
export function LinkHere({ link }: Props) {
  const step = useLinks((s) => s.step);
  switch (step.at) {
    case 'held':
      return <Held link={link} />;
    case 'finding':
      return <Said title={<Title link={link} />}>{<Trans>One moment…</Trans>}</Said>;
    case 'away':
      return (
        <Said title={<Title link={link} />}>
          <Trans>The hub cannot be reached right now. It is shown when the line is back.</Trans>
        </Said>
      );
    case 'shown':
      return <Shown link={link} back={step.back} />;
    case 'several':
      return <Several link={link} found={step.found} />;
    case 'nobody':
      return <Nobody link={link} />;
    case 'failed':
      return <Failed link={link} refusal={step.refusal} />;
  }
}

function Title({ link: { target } }: Props) {
  if (target.kind === 'dial') return <Trans>Call: {apart(target.number)}</Trans>;
  if (target.kind === 'customer') return <Trans>A link to a customer</Trans>;
  return <Trans>A link to a conversation</Trans>;
}

/** What is being written stays where it is, and the caret in it. */
function Held({ link }: Props) {
  const who = useLinks((s) => s.who);
  const keys = useKeysOf('link.show');
  return (
    <Said
      title={<Title link={link} />}
      buttons={
        <Button look="primary" data-testid="link-show" onClick={() => void goOn(link)}>
          <Trans>Show</Trans>
          {keys !== '' && <Kbd>{keys}</Kbd>}
        </Button>
      }
    >
      {who !== null && (
        <span className="foreign block font-medium text-ink" data-testid="link-who">
          <Who who={who} />
        </span>
      )}
      <Trans>You are in the middle of something, so it waits.</Trans>
    </Said>
  );
}

function Shown({ link, back }: Props & { readonly back: string | null }) {
  const who = useLinks((s) => s.who);
  return (
    <Said
      title={link.target.kind === 'dial' ? <Title link={link} /> : <Trans>Opened from a link</Trans>}
      buttons={back === null ? undefined : <Back to={back} />}
    >
      {who !== null && (
        <span className="foreign" data-testid="link-who">
          <Who who={who} />
        </span>
      )}
    </Said>
  );
}

function Back({ to }: { readonly to: string }) {
  const nameOf = useVisitorName();
  const visitor = useRow(to)?.conversation.visitor;
  if (visitor === undefined) return null;
  return (
    <Button data-testid="link-back" className="max-w-full" onClick={() => goBack(to)}>
      <span className="foreign truncate">
        <Trans>Back to {apart(nameOf(visitor))}</Trans>
      </span>
    </Button>
  );
}

/** One number, and more than one customer has it: whoever talks to them knows which. Of the same name, when they last wrote tells. */
function Several({ link, found }: Props & { readonly found: readonly FoundCustomer[] }) {
  const { t, i18n } = useLingui();
  const now = useMinute();
  const last = ({ conversation: { lastMessage, openedAt } }: FoundCustomer) => {
    const at = lastMessage?.at ?? openedAt;
    return t`last ${dateText(at, i18n.locale, now)} ${timeText(at, i18n.locale)}`;
  };
  return (
    <Said
      title={<Title link={link} />}
      below={
        <ul
          className="mt-1.5 grid max-h-52 grid-cols-1 gap-1 overflow-y-auto p-0.5"
          aria-label={t`Customers with this number`}
        >
          {found.map((who) => (
            <li key={who.id}>
              <button
                type="button"
                data-testid="link-choice"
                onClick={() => void showCustomer(link, who)}
                className="w-full rounded-2 border border-line px-2 py-1 text-left hover:bg-hover"
              >
                <span className="foreign block truncate font-medium">
                  <Who who={who} />
                </span>
                <span className="block text-1 text-ink-3">
                  {last(who)}
                  {who.verified && ` · ${t`verified`}`}
                </span>
              </button>
            </li>
          ))}
        </ul>
      }
    >
      <Trans>Several customers have this number. Who is it?</Trans>
    </Said>
  );
}

function Nobody({ link: { target } }: Props) {
  if (target.kind !== 'dial') return <NotFound />;
  return (
    <Said title={<Trans>No customer has the number {apart(target.number)}</Trans>}>
      <Trans>None that you may see. Yingke has no telephone: nothing was dialled.</Trans>
    </Said>
  );
}

function Failed({ link, refusal }: Props & { readonly refusal: Refusal }) {
  const refusalText = useRefusalText();
  if (refusal.code === 'not_found') return <NotFound />;
  return (
    <Said
      title={<Title link={link} />}
      buttons={
        <Button data-testid="link-again" onClick={() => void goOn(link)}>
          <Trans>Try again</Trans>
        </Button>
      }
    >
      {refusalText(refusal)}
    </Said>
  );
}

/** Whether there is none, or it is not for this person, the hub does not say. */
function NotFound() {
  return (
    <Said title={<Trans>This link cannot be opened</Trans>}>
      <Trans>There is nothing there, or you may not see it.</Trans>
    </Said>
  );
}

function Who({ who }: { readonly who: FoundCustomer }) {
  const { t } = useLingui();
  const nameOf = useVisitorName();
  const name = who.name ?? nameOf(who.conversation.visitor);
  return who.company === null ? name : t`${name} · ${who.company}`;
}
