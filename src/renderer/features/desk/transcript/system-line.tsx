import { useLingui } from '@lingui/react/macro';
import type { Entry, EntryBody } from '#shared/domain/entry.ts';
import { meOf, useDeskApp } from '../../../state/desk-app.ts';
import { fullText, timeText } from '../../../ui/time.ts';

/** What happened to the conversation, in a sentence. */
export function SystemLine({ entry }: { readonly entry: Entry }) {
  const { i18n } = useLingui();
  const sentence = useSentence(entry);
  return (
    <span
      className="foreign inline-block max-w-full truncate align-bottom"
      data-testid="entry"
      data-seq={entry.seq}
      data-kind={entry.body.kind}
      data-author={entry.author.kind}
      title={fullText(entry.at, i18n.locale)}
    >
      {sentence} · {timeText(entry.at, i18n.locale)}
    </span>
  );
}

function useSentence({ body, author }: Entry): string {
  const { t } = useLingui();
  const me = useDeskApp((s) => meOf(s.account)?.id ?? null);
  const assignment = useAssignment(me);
  const name = author.name;
  switch (body.kind) {
    case 'opened': {
      const page = body.page?.title ?? '';
      return page === ''
        ? t`The customer began the conversation`
        : t`The customer began the conversation on “${page}”`;
    }
    case 'closed':
      if (author.kind !== 'agent') return t`The conversation was closed`;
      return author.id === me ? t`You closed the conversation` : t`${name} closed the conversation`;
    case 'assigned':
      return assignment(body);
    default:
      return '';
  }
}

function useAssignment(me: string | null): (body: Extract<EntryBody, { kind: 'assigned' }>) => string {
  const { t } = useLingui();
  return ({ from, to, reason }) => {
    const leaver = from?.name ?? '';
    const taker = to?.name ?? '';
    if (to === null) return t`${leaver} is gone: back in the queue`;
    if (reason === 'taken')
      return to.id === me ? t`You took the conversation` : t`${taker} took the conversation`;
    if (reason === 'agent_gone') {
      return to.id === me ? t`${leaver} is gone: now yours` : t`${leaver} is gone: now with ${taker}`;
    }
    return to.id === me ? t`Assigned to you` : t`Assigned to ${taker}`;
  };
}
