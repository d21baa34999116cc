import { lazy, Suspense, useState } from 'react';
import { AlertButton } from './alert-button.tsx';

const AlertMenu = lazy(() => import('./alert-menu.tsx').then((m) => ({ default: m.AlertMenu })));

/** Whether one is told of what happens; its menu is read only when somebody wants it. */
export function OwnAlerts() {
  const [wanted, setWanted] = useState(false);
  const button = <AlertButton onClick={() => setWanted(true)} />;
  if (!wanted) return button;
  return (
    <Suspense fallback={button}>
      <AlertMenu />
    </Suspense>
  );
}
