import { lazy, Suspense } from 'react';
import { useKeyWindows } from '../../state/key-windows.ts';
import { inEveryLanguage } from '../i18n.ts';

const Palette = lazy(() => import('../../features/keys/index.ts').then((m) => ({ default: m.Palette })));

/** What lists all that one can do: read only when somebody asks for it. */
export function KeyWindows() {
  const { open } = useKeyWindows();
  if (open === null) return null;
  return <Suspense>{open === 'palette' && <Palette titlesOf={inEveryLanguage} />}</Suspense>;
}
