import { lazy, Suspense, useState } from 'react';
import { StatusButton } from './status-button.tsx';

const StatusMenu = lazy(() => import('./status-menu.tsx').then((m) => ({ default: m.StatusMenu })));

/** The own status; its menu is read only when somebody wants it. */
export function OwnStatus() {
  const [wanted, setWanted] = useState(false);
  const button = <StatusButton onClick={() => setWanted(true)} />;
  if (!wanted) return button;
  return (
    <Suspense fallback={button}>
      <StatusMenu />
    </Suspense>
  );
}
