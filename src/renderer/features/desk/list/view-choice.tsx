import { lazy, Suspense, useState } from 'react';
import { ViewButton } from './view-button.tsx';

const ViewMenu = lazy(() => import('./view-menu.tsx').then((m) => ({ default: m.ViewMenu })));

/** The list's order and views; the menu is read only when somebody wants it. */
export function ViewChoice() {
  const [wanted, setWanted] = useState(false);
  const button = <ViewButton onClick={() => setWanted(true)} />;
  if (!wanted) return button;
  return (
    <Suspense fallback={button}>
      <ViewMenu />
    </Suspense>
  );
}
