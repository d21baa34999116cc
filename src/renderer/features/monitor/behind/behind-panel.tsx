import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { BoardGroup } from '#shared/protocol/board.ts';
import type { Refusal } from '#shared/protocol/errors.ts';
import { refusedWith } from '../../../bridge/bridge.ts';
import { openConversation } from '../../../state/jump.ts';
import { BehindFrame } from '../../../ui/behind-frame.tsx';
import { useRefusalText } from '../../../ui/refusal-text.ts';
import { Since } from '../clock.tsx';
import { levelPercent } from '../figures.ts';
import { useBoard } from '../store.ts';
import { closeBehind, type GroupFigure, useBehind } from './behind.ts';
import { FreeAgents, useAgentsOf } from './free-agents.tsx';
import { LevelList } from './level-list.tsx';
import { useWaitingIn, WaitingList } from './waiting-list.tsx';

/** What a number of a group's tile is made of (H5): live where the board has it, asked of the hub where it counts what is over. */
export function BoardBehind() {
  const { group: id, figure } = useBehind();
  const group = useBoard((s) => s.book.groups.get(id ?? ''));
  if (group === undefined) return null;
  return <PanelOf key={`${group.id} ${figure}`} group={group} figure={figure} />;
}

type PanelProps = { readonly group: BoardGroup; readonly figure: GroupFigure };

function PanelOf({ group, figure }: PanelProps) {
  const { t } = useLingui();
  const words = useWords(group);
  const waiting = useWaitingIn(group.id);
  const agents = useAgentsOf(group.id);
  const refusalText = useRefusalText();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const open = (conversationId: string) => {
    setRefusal(null);
    openConversation(conversationId).catch((error: unknown) => setRefusal(refusedWith(error)));
  };
  const level = levelPercent(group);
  const [first] = waiting;
  const values = {
    waiting: waiting.length,
    longest: first === undefined ? '–' : <Since at={first.queued ?? first.opened} />,
    level: level === null ? '–' : `${level}%`,
    free: group.free,
  };
  const { met, decided } = group;
  const [count, here] = [waiting.length, agents.length];
  const footers = {
    waiting: t`${count} in it`,
    longest: t`${count} in it`,
    level: t`${met} in time of ${decided}`,
    free: t`${here} of the group are here`,
  };
  return (
    <BehindFrame
      testId="board-behind"
      title={words[figure].title}
      of={group.name}
      value={values[figure]}
      how={words[figure].how}
      footer={footers[figure]}
      onClose={closeBehind}
    >
      {refusal !== null && (
        <p role="alert" className="bg-bad-soft px-3 py-2 text-2">
          {refusalText(refusal)}
        </p>
      )}
      {figure === 'free' ? (
        <FreeAgents agents={agents} />
      ) : figure === 'level' ? (
        <LevelList group={group} onOpen={open} />
      ) : waiting.length === 0 ? (
        <p className="p-3 text-2 text-ink-2">
          <Trans>Nothing is in it.</Trans>
        </p>
      ) : (
        <WaitingList rows={waiting} within={group.within} onOpen={open} />
      )}
    </BehindFrame>
  );
}

/** What each number is called, and how it is counted. */
function useWords({ within, percent }: BoardGroup) {
  const { t } = useLingui();
  const seconds = Math.round(within / 1000);
  return {
    waiting: {
      title: t`Waiting`,
      how: t`Customers who are in the queue of this group now and whom nobody has. Who has left a message does not wait.`,
    },
    longest: {
      title: t`Longest wait`,
      how: t`Now, less the moment since which the first of them waits. Who was in a queue before and is back in one has that time counted.`,
    },
    level: {
      title: t`Service level now`,
      how: t`Of those who came in the last 30 minutes, how many had a first answer within ${seconds} s; promised are ${percent}%. Who still waits within that time is not counted yet, and neither is who left before it was over.`,
    },
    free: {
      title: t`Agents free`,
      how: t`Agents of this group who are online and have room for one more now.`,
    },
  } as const satisfies Record<GroupFigure, { title: string; how: string }>;
}
