import { lazy, Suspense } from 'react';
import { useKeyWindows } from '../../state/key-windows.ts';
import { showSettings } from '../../state/settings-section.ts';
import { inEveryLanguage } from '../i18n.ts';

const Palette = lazy(() => import('../../features/keys/index.ts').then((m) => ({ default: m.Palette })));
const Sheet = lazy(() => import('../../features/keys/index.ts').then((m) => ({ default: m.Sheet })));

/** What lists all that one can do, and all keys: read only when somebody asks for it. */
export function KeyWindows() {
  const { open } = useKeyWindows();
  if (open === null) return null;
  return (
    <Suspense>
      {open === 'palette' ? (
        <Palette titlesOf={inEveryLanguage} />
      ) : (
        <Sheet titlesOf={inEveryLanguage} onChange={() => showSettings('shortcuts')} />
      )}
    </Suspense>
  );
}
