import { useLingui } from '@lingui/react/macro';
import type { Conversation } from '#shared/domain/conversation.ts';
import { useSecond } from '../../../state/clock.ts';
import { languageNames } from '../../../ui/languages.ts';
import { clockText } from '../../../ui/time.ts';
import { ContactLinks } from '../contact-links.tsx';
import { Fact } from './fact.tsx';

/** Less is no wait. Milliseconds. */
const second = 1000;

/** Whose queue it is, what it is worth, what it asks of who answers, how long it has waited. */
export function RoutingFacts({ conversation }: { readonly conversation: Conversation }) {
  const { t } = useLingui();
  const { group, priority, needs, guests, kind, contact, queuedAt, waited } = conversation;
  return (
    <>
      {kind === 'message' && contact !== null && (
        <>
          {contact.name !== null && (
            <Fact name={t`Name`}>
              <span className="foreign selectable">{contact.name}</span>
            </Fact>
          )}
          <Fact name={t`Answer to`}>
            <ContactLinks contact={contact} />
          </Fact>
        </>
      )}
      {group !== null && (
        <Fact name={t`Group`}>
          <span className="foreign">{group.name}</span>
        </Fact>
      )}
      {priority > 0 && <Fact name={t`Priority`}>{t`${priority} of 10`}</Fact>}
      {needs.language !== null && <Fact name={t`Answer in`}>{languageNames[needs.language]}</Fact>}
      {guests.length > 0 && (
        <Fact name={t`Guests`}>
          <span className="foreign">{guests.map(({ name }) => name).join(' · ')}</span>
        </Fact>
      )}
      {queuedAt !== null ? (
        <Fact name={t`Waits`}>
          <Running since={queuedAt} />
        </Fact>
      ) : (
        waited >= second && (
          <Fact name={t`Waited`}>
            <Length of={waited} />
          </Fact>
        )
      )}
    </>
  );
}

function Running({ since }: { readonly since: number }) {
  return <Length of={useSecond() - since} />;
}

function Length({ of }: { readonly of: number }) {
  const { i18n } = useLingui();
  return <>{clockText(of, i18n.locale)}</>;
}
