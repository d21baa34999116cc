import { useLingui } from '@lingui/react/macro';
import type { TemplateProblem } from '#shared/domain/orders/template.ts';

/** As they stand in an address; in a text they would be places of the text. */
export const places = { sub: '{sub}', email: '{email}', phone: '{phone}' } as const;

/** What is wrong with the address of a back office. */
export function useTemplateText(): (problem: TemplateProblem) => string {
  const { t } = useLingui();
  const { sub, email, phone } = places;
  return (problem) =>
    ({
      no_address: t`This is no address of a web server.`,
      not_https: t`It has to begin with https://. Within your own network http:// will do.`,
      not_plain: t`There must be no name, password or # in it. A secret goes into the header.`,
      host_varies: t`The host has to be the same for everybody.`,
      unknown_place: t`Only ${sub}, ${email} and ${phone} are known.`,
      no_place: t`Say where the customer goes: ${sub}, ${email} or ${phone}.`,
    })[problem];
}
