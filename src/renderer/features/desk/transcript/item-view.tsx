import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { assertNever } from '#shared/domain/exhaustive.ts';
import { useMinute } from '../../../state/clock.ts';
import { dayOf, longDateText } from '../../../ui/time.ts';
import type { Item } from './layout.ts';
import { MessageView } from './message-view.tsx';
import { NoteView } from './note-view.tsx';
import { OutgoingView } from './outgoing-view.tsx';
import { RatedView } from './rated-view.tsx';
import { RecalledLine } from './recalled-line.tsx';
import { SystemLine } from './system-line.tsx';

/** One item of the transcript. Distances are inside it, so that its measured height is all it takes. */
export function ItemView({ item, conversationId }: { readonly item: Item; readonly conversationId: string }) {
  switch (item.type) {
    case 'day':
      return (
        <Centred>
          <Day at={item.at} />
        </Centred>
      );
    case 'unread':
      return (
        <p className="flex items-center gap-3 py-2 text-1 text-bad">
          <span className="h-px flex-1 bg-bad/45" />
          <Trans>New messages</Trans>
          <span className="h-px flex-1 bg-bad/45" />
        </p>
      );
    case 'line':
      if (item.entry.body.kind === 'rated') return <RatedView entry={item.entry} />;
      return (
        <Centred>
          <SystemLine entry={item.entry} />
        </Centred>
      );
    case 'note':
      return <NoteView entry={item.entry} conversationId={conversationId} />;
    case 'message':
      return (
        <MessageView
          entry={item.entry}
          side={item.side}
          text={item.text}
          edited={item.edited}
          quoteRecalled={item.quoteRecalled}
          first={item.first}
          last={item.last}
          conversationId={conversationId}
        />
      );
    case 'recalled':
      return (
        <Centred>
          <RecalledLine entry={item.entry} side={item.side} />
        </Centred>
      );
    case 'outgoing':
      return <OutgoingView outgoing={item.outgoing} first={item.first} last={item.last} />;
    default:
      return assertNever(item);
  }
}

function Centred({ children }: { readonly children: ReactNode }) {
  return <p className="px-4 py-1.5 text-center text-1 text-ink-3">{children}</p>;
}

function Day({ at }: { readonly at: number }) {
  const { i18n, t } = useLingui();
  const now = useMinute();
  const date = longDateText(at, i18n.locale, now);
  const day = dayOf(at, now);
  if (day === 'today') return t`Today · ${date}`;
  return day === 'yesterday' ? t`Yesterday · ${date}` : date;
}
