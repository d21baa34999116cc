import { Trans } from '@lingui/react/macro';
import { nameIn } from '#shared/domain/customer/handbook.ts';
import { fillParts } from '#shared/domain/replies/variables.ts';
import { sampleFacts } from '#shared/domain/replies/words.ts';
import { useCustomers } from '../../state/customers.ts';
import { meOf, useDeskApp } from '../../state/desk-app.ts';
import { FilledText } from '../../ui/filled-text.tsx';

/** The reply as a customer would get it; the customer is made up. */
export function Preview({ text, language }: { readonly text: string; readonly language: string }) {
  const me = useDeskApp((s) => meOf(s.account));
  const house = useDeskApp((s) => (s.account.state === 'signed-in' ? s.account.workspace.name : ''));
  const own = useCustomers((s) => s.handbook.fields);
  if (text.trim() === '') return null;
  const facts = {
    // Of a field of the house its name says what will stand there.
    ...Object.fromEntries(own.map(({ key, label }) => [`customer.${key}`, nameIn(label, language)])),
    ...sampleFacts(language),
    'agent.name': me?.name,
    'agent.email': me?.email,
    'shop.name': house,
  };
  return (
    <figure className="grid gap-1">
      <figcaption className="text-1 text-ink-3">
        <Trans>Preview, with a made-up customer</Trans>
      </figcaption>
      <p
        lang={language}
        dir="auto"
        data-testid="reply-preview"
        className="foreign w-fit max-w-130 whitespace-pre-wrap break-words rounded-3 bg-mine px-3 py-2 text-3 leading-[1.55] selectable"
      >
        <FilledText parts={fillParts(text, facts)} />
      </p>
    </figure>
  );
}
