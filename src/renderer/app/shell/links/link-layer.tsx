import { msg } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { Link2, Phone, X } from 'lucide-react';
import { type ReactNode, useEffect } from 'react';
import type { ArrivedLink } from '#shared/ipc/links.ts';
import type { Action } from '../../../state/actions/registry.ts';
import { useOffered } from '../../../state/actions/use-offered.ts';
import { beginLink, followLine, goOn, putLinkAway } from '../../../state/follow-link.ts';
import { useLinks } from '../../../state/links.ts';
import { usePart } from '../../../state/part.ts';
import { useTabs } from '../../../state/tabs.ts';
import { Button } from '../../../ui/button.tsx';
import { LinkHere } from './link-here.tsx';
import { ElsewhereLine, RefusedLine, WaitingLine } from './link-lines.tsx';

const heldNow = () => {
  const { arrived, step } = useLinks.getState();
  return arrived?.state === 'here' && step.at === 'held' ? arrived : null;
};

/** For whoever writes, without a mouse. */
const actions: readonly Action[] = [
  {
    id: 'link.show',
    group: 'desk',
    title: msg`Show what the link names`,
    keys: ['Mod+Shift+P'],
    when: () => heldNow() !== null,
    run: () => {
      const link = heldNow();
      if (link !== null) void goOn(link);
    },
  },
  {
    id: 'link.dismiss',
    group: 'desk',
    title: msg`Put the link away`,
    keys: [],
    when: () => useLinks.getState().arrived !== null,
    run: putLinkAway,
  },
];

/** What came by a `yingke://` link, in a corner where nobody writes: it never takes the caret. */
export function LinkLayer() {
  const arrived = useLinks((s) => s.arrived);
  useOffered(actions);
  useEffect(() => {
    if (arrived?.state !== 'here') return;
    const end = followLine(arrived);
    beginLink(arrived);
    return end;
  }, [arrived]);
  useEndWithTab();
  if (arrived === null) return null;
  const isCall = arrived.state === 'here' && arrived.target.kind === 'dial';
  return (
    <Card isCall={isCall}>
      <Content arrived={arrived} />
    </Card>
  );
}

function Content({ arrived }: { readonly arrived: ArrivedLink }) {
  switch (arrived.state) {
    case 'here':
      return <LinkHere link={arrived} />;
    case 'elsewhere':
      return <ElsewhereLine link={arrived} />;
    case 'waiting':
      return <WaitingLine />;
    case 'refused':
      return <RefusedLine why={arrived.why} />;
  }
}

function Card({ isCall, children }: { readonly isCall: boolean; readonly children: ReactNode }) {
  const { t } = useLingui();
  const Icon = isCall ? Phone : Link2;
  return (
    <section
      aria-label={t`Link`}
      data-region="link"
      data-testid="link-card"
      className="fixed bottom-9 left-15 z-40 flex w-70 max-w-[calc(100vw-1.5rem)] items-start gap-2.5 rounded-3 border border-line bg-panel py-2.5 pr-2 pl-3 text-2 text-ink shadow-pop"
    >
      <Icon size={16} aria-hidden="true" className="mt-0.5 shrink-0 text-accent" />
      <div role="status" className="min-w-0 flex-1">
        {children}
      </div>
      <Button look="icon" aria-label={t`Put the link away`} data-testid="link-dismiss" onClick={putLinkAway}>
        <X size={14} aria-hidden="true" />
      </Button>
    </section>
  );
}

/** That something was shown need not be said any more once one goes elsewhere. */
function useEndWithTab(): void {
  const step = useLinks((s) => s.step);
  const active = useTabs((s) => s.active);
  const part = usePart((s) => s.part);
  useEffect(() => {
    if (step.at !== 'shown') return;
    if (active !== step.conversationId || part !== 'conversations') putLinkAway();
  }, [step, active, part]);
}
