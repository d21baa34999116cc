import { useLingui } from '@lingui/react/macro';
import type { ReplyScope } from '#shared/domain/replies/reply.ts';

/** Who has a reply, in a word. */
export function useScopeNames(): Readonly<Record<ReplyScope['is'], string>> {
  const { t } = useLingui();
  return { personal: t`Personal`, group: t`Group`, everyone: t`Everyone` };
}
