import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useMemo, useState } from 'react';
import type { WatchAlert } from '#shared/protocol/watch.ts';
import { call } from '../../bridge/bridge.ts';
import { useDeskApp } from '../../state/desk-app.ts';
import { chooseAlert, loadWatch, useWatch } from '../../state/watch.ts';
import { Button } from '../../ui/button.tsx';
import { AlertDetail } from './alert-detail.tsx';
import { AlertList } from './alert-list.tsx';
import { type Filter, fits, type View } from './filters.ts';
import { Filters } from './filters-bar.tsx';

/** How many past ones one page has. */
const pastPage = 100;

/** Alerts of the house's rules (E5): what is nobody's yet, what somebody sees to, and what is over. */
export function Alerts() {
  const [view, setView] = useState<View>('open');
  const [filter, setFilter] = useState<Filter>({ severity: null, ruleId: null });
  const open = useWatch((s) => s.alerts);
  const { state, chosen } = useWatch();
  const { past, more } = usePast(view === 'past');
  const list = useMemo(() => {
    const of =
      view === 'past' ? past : open.filter((one) => (one.acknowledged === null) === (view === 'open'));
    return of.filter((one) => fits(one, filter));
  }, [view, past, open, filter]);
  // One that a notification led to is shown wherever it is by now.
  const shown = [...open, ...past].find(({ id }) => id === chosen) ?? null;
  return (
    <div className="flex min-h-0 flex-1 flex-col" data-testid="alerts">
      <h1 className="sr-only">
        <Trans>Alerts</Trans>
      </h1>
      <Filters view={view} onView={setView} filter={filter} onFilter={setFilter} />
      <div className="flex min-h-0 flex-1">
        <div className="flex min-w-0 flex-1 flex-col overflow-y-auto">
          {list.length === 0 ? (
            <Empty view={view} state={view === 'past' ? 'ready' : state} />
          ) : (
            <AlertList list={list} chosen={shown?.id ?? null} isPast={view === 'past'} />
          )}
          {view === 'past' && more !== null && (
            <Button className="mx-auto my-3" onClick={more}>
              <Trans>Earlier ones</Trans>
            </Button>
          )}
        </div>
        {shown !== null && <AlertDetail key={shown.id} alert={shown} onClose={() => chooseAlert(null)} />}
      </div>
    </div>
  );
}

/** What is over, read when it is looked at and whenever something has changed. */
function usePast(isShown: boolean): { past: readonly WatchAlert[]; more: (() => void) | null } {
  const changes = useWatch((s) => s.changes);
  const [past, setPast] = useState<readonly WatchAlert[]>([]);
  const [complete, setComplete] = useState(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what has changed may be over by now
  useEffect(() => {
    if (!isShown) return;
    let isGone = false;
    call('watch.past', { before: null, limit: pastPage })
      .then((page) => {
        if (isGone) return;
        setPast(page.alerts);
        setComplete(page.complete);
      })
      .catch(() => undefined);
    return () => {
      isGone = true;
    };
  }, [isShown, changes]);
  const before = past.at(-1)?.resolved?.at ?? null;
  const more = () =>
    void call('watch.past', { before, limit: pastPage })
      .then((page) => {
        setPast([...past, ...page.alerts]);
        setComplete(page.complete);
      })
      .catch(() => undefined);
  return { past, more: complete ? null : more };
}

function Empty({ view, state }: { readonly view: View; readonly state: 'loading' | 'ready' | 'failed' }) {
  const { t } = useLingui();
  const isAway = useDeskApp((s) => s.connection.state !== 'connected');
  if (state === 'loading' && !isAway)
    return <p role="status" className="p-8 text-center text-2 text-ink-3">{t`Asking the hub…`}</p>;
  if (state !== 'ready')
    return (
      <div className="grid flex-1 place-content-center justify-items-center gap-2 p-8 text-center">
        <p className="text-2 text-ink-2">
          <Trans>The hub cannot be reached. Alerts are shown again as soon as the line is back.</Trans>
        </p>
        {!isAway && (
          <Button onClick={() => void loadWatch()}>
            <Trans>Try again</Trans>
          </Button>
        )}
      </div>
    );
  const texts = {
    open: t`No alert is waiting for anybody.`,
    acknowledged: t`Nobody is seeing to an alert.`,
    past: t`No alert is over yet.`,
  };
  return (
    <div className="grid flex-1 place-content-center justify-items-center gap-1 p-8 text-center">
      <p className="font-bold text-4">{texts[view]}</p>
      <p className="max-w-100 text-2 text-ink-2">
        <Trans>What is to be watched for an admin says in “Alert rules”.</Trans>
      </p>
    </div>
  );
}
