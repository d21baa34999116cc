import { ownerOf, useDeskApp } from '../../../state/desk-app.ts';
import { ofAccount, remember, remembered } from '../../../state/storage.ts';

type Draft = 'plan' | 'handbook' | 'watch' | 'policy' | 'signIn' | 'people';

/**
 * What somebody has changed and not saved survives the end of this program: in the browser's own storage, for this
 * person and this version only. No customer's data and no secret is in it.
 */
export function keepDraft(name: Draft, draft: unknown): void {
  remember(ofAccount(`admin.${name}`), draft === null ? null : { ...stamp(), draft });
}

export function keptDraft(name: Draft): unknown {
  const found = remembered(ofAccount(`admin.${name}`));
  if (typeof found !== 'object' || found === null || !('draft' in found)) return null;
  const { owner, version, draft } = found as Readonly<Record<string, unknown>>;
  const mine = stamp();
  return owner === mine.owner && version === mine.version ? draft : null;
}

function stamp() {
  const { account, version } = useDeskApp.getState();
  return { owner: ownerOf(account), version };
}
