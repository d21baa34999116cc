import { useDeskApp } from '../../../state/desk-app.ts';
import { lazyPart } from '../../../state/lazy-part.tsx';

const VersionBanner = lazyPart(() => import('./version-banner.tsx').then((m) => m.VersionBanner));

/** Nothing as long as the hub wants no particular version, which is nearly always. */
export function VersionGate() {
  const isAsked = useDeskApp((s) => s.required !== null || s.connection.code === 'upgrade_required');
  return isAsked ? <VersionBanner /> : null;
}
