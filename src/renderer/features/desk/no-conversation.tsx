import { Trans } from '@lingui/react/macro';
import { MessagesSquare } from 'lucide-react';
import type { ReactNode } from 'react';
import { useKeysOf } from '../../state/actions/keys.ts';
import { useConversations } from '../../state/conversations.ts';
import { Kbd } from '../../ui/kbd.tsx';

/** No tab is open: what to do next, by mouse and by keyboard. */
export function NoConversation() {
  const state = useConversations((s) => s.state);
  const nothing = useConversations((s) => s.rows.size === 0);
  if (state !== 'ready') return <div className="flex-1" />;
  return (
    <div className="grid flex-1 place-content-center justify-items-center gap-2 p-6 text-center">
      <MessagesSquare size={36} strokeWidth={1.2} aria-hidden="true" className="text-ink-3" />
      {nothing ? <FirstSteps /> : <Choose />}
    </div>
  );
}

function FirstSteps() {
  return (
    <>
      <h2 className="font-bold text-5">
        <Trans>Nobody has written yet</Trans>
      </h2>
      <p className="max-w-[44ch] text-ink-2">
        <Trans>
          As soon as a customer writes on your website, the conversation appears on the left. To try it, open
          the demo shop, whose address was printed when Yingke started, and write a line in its window at the
          bottom right.
        </Trans>
      </p>
    </>
  );
}

function Choose() {
  return (
    <>
      <h2 className="font-bold text-5">
        <Trans>Choose a conversation</Trans>
      </h2>
      <dl className="mt-2 grid grid-cols-[auto_auto] items-center gap-x-4 gap-y-1.5 text-left text-2 text-ink-2">
        <Hint of="list.next">
          <Trans>next conversation of the list</Trans>
        </Hint>
        <Hint of="tab.place">
          <Trans>first tab, and so on to 9</Trans>
        </Hint>
        <Hint of="offer.accept">
          <Trans>accept what is offered to you</Trans>
        </Hint>
        <Hint of="region.next">
          <Trans>next part of the window</Trans>
        </Hint>
      </dl>
    </>
  );
}

/** One that has no keys is not mentioned. */
function Hint({ of, children }: { readonly of: string; readonly children: ReactNode }) {
  const keys = useKeysOf(of);
  if (keys === '') return null;
  return (
    <>
      <dt className="text-right">
        <Kbd>{keys}</Kbd>
      </dt>
      <dd>{children}</dd>
    </>
  );
}
