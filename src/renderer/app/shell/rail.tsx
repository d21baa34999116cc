import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { MessageSquare } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { toggleColumn } from '../../state/columns.ts';
import { meOf, useDeskApp } from '../../state/desk-app.ts';
import { Badge } from '../../ui/badge.tsx';
import { MeButton } from './me-button.tsx';
import { useUnread } from './window-title.ts';

const MeMenu = lazy(() => import('./me-menu.tsx').then((m) => ({ default: m.MeMenu })));

/** The parts of the desk, and at its foot who is signed in. */
export function Rail() {
  const { t } = useLingui();
  const unread = useUnread();
  return (
    <nav aria-label={t`Parts of the desk`} className="shell-rail flex flex-col items-center gap-1 py-2">
      <button
        type="button"
        aria-current="page"
        aria-label={t`Conversations`}
        title={t`Show or hide the list`}
        onClick={() => toggleColumn('list')}
        className="relative grid size-9 place-items-center rounded-3 bg-accent-soft text-accent"
      >
        <MessageSquare size={18} strokeWidth={1.7} aria-hidden="true" />
        <span className="-top-0.5 -right-1 absolute">
          <Badge
            count={unread}
            urgent
            label={t`${plural(unread, { one: '# unread message', other: '# unread messages' })}`}
          />
        </span>
      </button>
      <Me />
    </nav>
  );
}

/** The menu is read only when somebody wants it. */
function Me() {
  const me = useDeskApp((s) => meOf(s.account));
  const [wanted, setWanted] = useState(false);
  if (me === null) return null;
  const button = <MeButton me={me} onClick={() => setWanted(true)} />;
  return (
    <div className="mt-auto">
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
