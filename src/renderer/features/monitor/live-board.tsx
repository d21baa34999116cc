import { useLingui } from '@lingui/react/macro';
import { useEffect, useMemo, useState } from 'react';
import { useDeskApp } from '../../state/desk-app.ts';
import { Agents } from './agents/agents.tsx';
import { useBehind } from './behind/behind.ts';
import { BoardBehind } from './behind/behind-panel.tsx';
import { Conversations } from './conversations/conversations.tsx';
import { figuresOf } from './figures.ts';
import { AsOf, Failed, Loading } from './states.tsx';
import { Stepping } from './stepping/stepping.tsx';
import { readBoard, useBoard, watchBoard } from './store.ts';
import { Tiles } from './tiles.tsx';
import { Toolbar } from './toolbar.tsx';
import { Wallboard } from './wallboard/wallboard.tsx';

/** Who works and who waits, now (E1): groups above, below them who is most at risk, and the agents. */
export function LiveBoard() {
  const { t } = useLingui();
  const state = useBoard((s) => s.state);
  const rows = useBoard((s) => s.book.rows);
  const isConnected = useDeskApp((s) => s.connection.state === 'connected');
  const isBehind = useBehind((s) => s.group !== null);
  const [isWall, setWall] = useState(false);
  useEffect(watchBoard, []);
  useEffect(() => {
    if (isConnected && useBoard.getState().state === 'failed') void readBoard();
  }, [isConnected]);
  const figures = useMemo(() => figuresOf(rows.values()), [rows]);
  if (state === 'loading') return <Loading />;
  if (state === 'failed') return <Failed />;
  return (
    <section aria-label={t`Live board`} data-testid="board" className="flex min-h-0 flex-1 flex-col">
      <h1 className="sr-only">{t`Live board`}</h1>
      {!isConnected && <AsOf />}
      <Tiles figures={figures} />
      <Stepping />
      <Toolbar onWall={() => setWall(true)} />
      <div className="flex min-h-0 flex-1 border-line border-t">
        {/* Three columns need a wide window: in others what is behind a number takes the agents' place. */}
        <div
          className={`grid min-w-0 flex-1 ${isBehind ? 'min-[1500px]:grid-cols-[minmax(0,1fr)_minmax(280px,32%)]' : 'grid-cols-[minmax(0,1fr)_minmax(280px,32%)]'}`}
        >
          <Conversations />
          <div className={isBehind ? 'hidden min-[1500px]:contents' : 'contents'}>
            <Agents figures={figures.agents} />
          </div>
        </div>
        <BoardBehind />
      </div>
      {isWall && <Wallboard figures={figures} onLeave={() => setWall(false)} />}
    </section>
  );
}
