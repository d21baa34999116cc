import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import {
  ClipboardCheck,
  Gauge,
  Settings as Gear,
  MessageSquare,
  MessageSquareText,
  Settings2,
} from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useKeysOf } from '../../state/actions/keys.ts';
import { toggleColumn } from '../../state/columns.ts';
import { isSupervisor, meOf, useDeskApp } from '../../state/desk-app.ts';
import { showPart, usePart } from '../../state/part.ts';
import { useQualityNews } from '../../state/quality-news.ts';
import { unacknowledged, useWatch } from '../../state/watch.ts';
import { Badge } from '../../ui/badge.tsx';
import { withKeys } from '../../ui/kbd.tsx';
import { AccountSwitch } from './accounts/account-switch.tsx';
import { MeButton } from './me-button.tsx';
import { useUnread } from './window-title.ts';

const MeMenu = lazy(() => import('./me-menu.tsx').then((m) => ({ default: m.MeMenu })));

/** The parts of the desk, and at its foot who is signed in. */
export function Rail() {
  const { t } = useLingui();
  const isAdmin = useDeskApp((s) => meOf(s.account)?.role === 'admin');
  const supervises = useDeskApp((s) => isSupervisor(s.account));
  return (
    <nav aria-label={t`Parts of the desk`} className="shell-rail flex flex-col items-center gap-1 py-2">
      <Conversations />
      {supervises && <Monitoring />}
      <Replies />
      {!supervises && <OwnResults />}
      {isAdmin && <Administration />}
      <AccountSwitch />
      <span className="mt-auto">
        <Settings />
      </span>
      <Me />
    </nav>
  );
}

const place = 'relative grid size-9 place-items-center rounded-3';
const looks = {
  here: 'bg-accent-soft text-accent',
  else: 'text-ink-3 hover:bg-hover hover:text-ink',
} as const;

function Conversations() {
  const { t } = useLingui();
  const unread = useUnread();
  const isHere = usePart((s) => s.part === 'conversations');
  return (
    <button
      type="button"
      aria-current={isHere ? 'page' : undefined}
      aria-label={t`Conversations`}
      title={isHere ? t`Show or hide the list` : t`Conversations`}
      data-testid="part-conversations"
      onClick={() => (isHere ? toggleColumn('list') : showPart('conversations'))}
      className={`${place} ${looks[isHere ? 'here' : 'else']}`}
    >
      <MessageSquare size={18} strokeWidth={1.7} aria-hidden="true" />
      <span className="-top-0.5 -right-1 absolute">
        {unread > 0 && (
          <Badge
            count={unread}
            urgent
            label={t`${plural(unread, { one: '# unread message', other: '# unread messages' })}`}
          />
        )}
      </span>
    </button>
  );
}

function Monitoring() {
  const { t } = useLingui();
  const isHere = usePart((s) => s.part === 'monitor');
  const keys = useKeysOf('part.monitor');
  const alerts = useWatch(unacknowledged);
  const count = useQualityNews((s) => s.count);
  const ofAlerts = t`${plural(alerts, { one: '# alert that nobody has acknowledged', other: '# alerts that nobody has acknowledged' })}`;
  const ofReviews = t`${plural(count, { one: '# news of a review', other: '# news of reviews' })}`;
  // Alerts come first: of reviews nothing is pressing.
  const says = [...(alerts > 0 ? [ofAlerts] : []), ...(count > 0 ? [ofReviews] : [])];
  return (
    <button
      type="button"
      aria-current={isHere ? 'page' : undefined}
      aria-label={t`Monitoring`}
      title={withKeys(t`Monitoring`, keys)}
      data-testid="part-monitor"
      onClick={() => showPart('monitor')}
      className={`${place} ${looks[isHere ? 'here' : 'else']}`}
    >
      <Gauge size={18} strokeWidth={1.7} aria-hidden="true" />
      <span className="-top-0.5 -right-1 absolute">
        <Badge count={alerts > 0 ? alerts : count} urgent={alerts > 0} label={says.join(', ')} />
      </span>
    </button>
  );
}

function Replies() {
  const { t } = useLingui();
  const isHere = usePart((s) => s.part === 'replies');
  return (
    <button
      type="button"
      aria-current={isHere ? 'page' : undefined}
      aria-label={t`Canned replies`}
      title={t`Canned replies`}
      data-testid="part-replies"
      onClick={() => showPart('replies')}
      className={`${place} ${looks[isHere ? 'here' : 'else']}`}
    >
      <MessageSquareText size={18} strokeWidth={1.7} aria-hidden="true" />
    </button>
  );
}

function OwnResults() {
  const { t } = useLingui();
  const count = useQualityNews((s) => s.count);
  const isHere = usePart((s) => s.part === 'results');
  return (
    <button
      type="button"
      aria-current={isHere ? 'page' : undefined}
      aria-label={t`My results`}
      title={t`My results`}
      data-testid="part-results"
      onClick={() => showPart('results')}
      className={`${place} ${looks[isHere ? 'here' : 'else']}`}
    >
      <ClipboardCheck size={18} strokeWidth={1.7} aria-hidden="true" />
      <span className="-top-0.5 -right-1 absolute">
        <Badge
          count={count}
          label={t`${plural(count, { one: '# news of a review', other: '# news of reviews' })}`}
        />
      </span>
    </button>
  );
}

function Administration() {
  const { t } = useLingui();
  const { part, unsaved } = usePart();
  const isHere = part === 'admin';
  return (
    <button
      type="button"
      aria-current={isHere ? 'page' : undefined}
      aria-label={unsaved ? t`Administration, with changes that are not saved` : t`Administration`}
      title={unsaved ? t`Administration, with changes that are not saved` : t`Administration`}
      data-testid="part-admin"
      onClick={() => showPart('admin')}
      className={`${place} ${looks[isHere ? 'here' : 'else']}`}
    >
      <Settings2 size={18} strokeWidth={1.7} aria-hidden="true" />
      {unsaved && (
        <span className="state-dot absolute top-0.5 right-0.5 size-2 rounded-full border border-sunk bg-accent" />
      )}
    </button>
  );
}

function Settings() {
  const { t } = useLingui();
  const isHere = usePart((s) => s.part === 'settings');
  const keys = useKeysOf('part.settings');
  return (
    <button
      type="button"
      aria-current={isHere ? 'page' : undefined}
      aria-label={t`Settings`}
      title={withKeys(t`Settings`, keys)}
      data-testid="part-settings"
      onClick={() => showPart(isHere ? 'conversations' : 'settings')}
      className={`${place} ${looks[isHere ? 'here' : 'else']}`}
    >
      <Gear size={18} strokeWidth={1.7} aria-hidden="true" />
    </button>
  );
}

/** The menu is read only when somebody wants it. */
function Me() {
  const me = useDeskApp((s) => meOf(s.account));
  const [wanted, setWanted] = useState(false);
  if (me === null) return null;
  const button = <MeButton me={me} onClick={() => setWanted(true)} />;
  return (
    <div>
      {wanted ? (
        <Suspense fallback={button}>
          <MeMenu me={me} />
        </Suspense>
      ) : (
        button
      )}
    </div>
  );
}
