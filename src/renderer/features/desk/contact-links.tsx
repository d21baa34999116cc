import { useLingui } from '@lingui/react/macro';
import type { Contact } from '#shared/domain/entry.ts';
import { emailLink, hotlineLink } from '#shared/domain/way-out.ts';
import { LinkWithMenu } from './link-with-menu.tsx';

type ContactLinksProps = {
  readonly contact: Contact;
  /** On one line there is room for one of them. */
  readonly line?: boolean;
};

/** How somebody who does not wait can be answered; as links where they are plainly what they should be. */
export function ContactLinks({ contact, line = false }: ContactLinksProps) {
  const { t } = useLingui();
  const { email, phone } = contact;
  if (email === null && phone === null) {
    return <span className="text-ink-3">{t`No way to answer was left`}</span>;
  }
  const ways = [
    ...(email === null ? [] : [<Way key="email" text={email} url={emailLink(email)} />]),
    ...(phone === null ? [] : [<Way key="phone" text={phone} url={hotlineLink(phone)} />]),
  ];
  if (line) return <span className="selectable min-w-0 truncate">{ways[0]}</span>;
  return <span className="selectable flex min-w-0 flex-wrap gap-x-3 gap-y-1.5">{ways}</span>;
}

function Way({ text, url }: { readonly text: string; readonly url: string | null }) {
  if (url === null) return <span className="foreign break-all">{text}</span>;
  return <LinkWithMenu text={text} url={url} />;
}
