import { tell } from '../../bridge/bridge.ts';
import { lazyPart } from '../../state/lazy-part.tsx';
import { Link } from '../../ui/linked-text.tsx';

export type LinkWithMenuProps = { readonly text: string; readonly url: string };

/** A link outside the transcript, whose lines have a menu of their own: it can be opened and copied. */
export const LinkWithMenu = lazyPart(() => import('./late.ts').then((m) => m.LinkAndMenu), LinkAlone);

function LinkAlone({ text, url }: LinkWithMenuProps) {
  return <Link text={text} url={url} onOpen={() => tell('app.openLink', { url })} />;
}
