import { useEffect, useRef } from 'react';
import { tellPainted } from '../../bridge/painted.ts';
import { useDayStart } from '../../state/clock.ts';
import { reorderConversations, useConversations, useRow } from '../../state/conversations.ts';
import { lazyPart } from '../../state/lazy-part.tsx';
import { usePast } from '../../state/past.ts';
import { useHue, useTabs, workBeside } from '../../state/tabs.ts';
import { useTranscripts } from '../../state/transcripts.ts';
import { useDeskActions } from './actions/use-desk-actions.ts';
import { ComposerPlace } from './composer/composer-place.tsx';
import { ConversationHead } from './conversation-head.tsx';
import { ConversationNotice } from './conversation-notice.tsx';
import { HandOver } from './hand-over/hand-over.tsx';
import { HeldElsewhere } from './held-elsewhere.tsx';
import { NoConversation } from './no-conversation.tsx';
import { Bars } from './offers/bars.tsx';
import { SpokenArrivals } from './spoken-arrivals.tsx';
import { Stepping } from './supervision/stepping.tsx';
import { Tabs } from './tabs/tabs.tsx';
import { Transcript } from './transcript/transcript.tsx';
import { TypingLine } from './transcript/typing-line.tsx';
import { useReading } from './use-reading.ts';
import { useRoomForTwo } from './use-room-for-two.ts';
import { useFiling } from './wrap-up/use-filing.ts';

const Composer = lazyPart(() => import('./late.ts').then((m) => m.Composer), ComposerPlace);
const FindBar = lazyPart(() => import('./late.ts').then((m) => m.FindBar));
const PastConversation = lazyPart(() => import('./late.ts').then((m) => m.PastConversation));
const Viewer = lazyPart(() => import('./late.ts').then((m) => m.Viewer));
const WrapUpForm = lazyPart(() => import('./late.ts').then((m) => m.WrapUpForm));

/** The middle of the desk: tabs, and the conversation that is shown. */
export function Desk() {
  const active = useTabs((s) => s.active);
  useDeskActions();
  useReading();
  useNewDay();
  usePainted();
  return (
    <>
      <Tabs />
      {active === null ? <NoConversation /> : <Panes active={active} />}
      <SpokenArrivals />
      <HandOver />
      <Viewer />
    </>
  );
}

/** The conversation that is worked in, and the one beside it where there is room for two. */
function Panes({ active }: { readonly active: string }) {
  const beside = useTabs((s) => s.beside);
  const besideFirst = useTabs((s) => s.besideFirst);
  const both = beside === null ? [active] : besideFirst ? [beside, active] : [active, beside];
  const panes = useRef<HTMLDivElement>(null);
  useRoomForTwo(panes, beside !== null);
  return (
    <div ref={panes} className="@container flex min-h-0 flex-1">
      {both.map((id, place) => (
        <div
          key={id}
          data-pane={id === active ? 'active' : 'beside'}
          // Wherever one puts one's hand, there one works.
          onFocusCapture={id === active ? undefined : workBeside}
          onPointerDownCapture={id === active ? undefined : workBeside}
          className={`min-h-0 min-w-0 flex-1 basis-0 flex-col ${id === active ? 'flex' : 'hidden @min-[680px]:flex'} ${place > 0 ? 'border-line-strong border-l' : ''}`}
        >
          <Shown id={id} />
        </div>
      ))}
    </div>
  );
}

/** The conversation, or one of before that somebody reads in its place. */
function Shown({ id }: { readonly id: string }) {
  const past = usePast((s) => (s.past?.through === id ? s.past : null));
  if (past === null) return <Conversation id={id} />;
  return (
    <div
      id={`conversation-${id}`}
      role="tabpanel"
      aria-labelledby={`tab-${id}`}
      className="flex min-h-0 flex-1 flex-col"
    >
      <PastConversation key={past.of} past={past} />
    </div>
  );
}

function Conversation({ id }: { readonly id: string }) {
  const hue = useHue(id);
  const row = useRow(id);
  const filing = useFiling(row);
  return (
    <div
      id={`conversation-${id}`}
      role="tabpanel"
      aria-labelledby={`tab-${id}`}
      data-hue={hue}
      className="flex min-h-0 flex-1 flex-col bg-bg"
    >
      {row !== undefined && <ConversationHead row={row} />}
      <ConversationNotice id={id} />
      <FindBar id={id} />
      <Transcript id={id} />
      <TypingLine id={id} />
      <HeldElsewhere />
      {row !== undefined && !filing && <Bars row={row} />}
      {row !== undefined && <Stepping row={row} />}
      {row !== undefined && filing && <WrapUpForm key={id} row={row} />}
      {row !== undefined && <Composer row={row} />}
    </div>
  );
}

/** At midnight yesterday's closed conversations leave the list. */
function useNewDay(): void {
  const day = useDayStart();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the day is what this waits for
  useEffect(reorderConversations, [day]);
}

/** The bench and the window wait for it: the list and a conversation can be read. */
function usePainted(): void {
  const listed = useConversations((s) => s.state === 'ready');
  const active = useTabs((s) => s.active);
  const read = useTranscripts((s) => active !== null && s.byId.get(active)?.state === 'ready');
  useEffect(() => {
    if (listed && read) tellPainted('conversation');
  }, [listed, read]);
}
