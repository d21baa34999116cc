import { Trans } from '@lingui/react/macro';
import { Copy, ExternalLink } from 'lucide-react';
import { ContextMenu } from 'radix-ui';
import { tell } from '../../bridge/bridge.ts';
import { copyText } from '../../ui/copy-text.ts';
import { Link } from '../../ui/linked-text.tsx';
import type { LinkWithMenuProps } from './link-with-menu.tsx';

const item =
  'flex cursor-default items-center gap-2 rounded-2 px-2 py-1 outline-none data-highlighted:bg-hover';

/** The link, and what can be done with it. */
export function LinkAndMenu({ text, url }: LinkWithMenuProps) {
  const open = () => tell('app.openLink', { url });
  const copy = () => copyText(url.replace(/^(mailto|tel):/, ''));
  return (
    <ContextMenu.Root modal={false}>
      <ContextMenu.Trigger asChild>
        <span>
          <Link text={text} url={url} onOpen={open} />
        </span>
      </ContextMenu.Trigger>
      <ContextMenu.Portal>
        <ContextMenu.Content
          collisionPadding={8}
          data-testid="link-menu"
          className="z-50 min-w-40 rounded-3 border border-line bg-panel p-1 text-2 text-ink shadow-pop"
        >
          <ContextMenu.Item className={item} onSelect={open}>
            <ExternalLink size={14} aria-hidden="true" />
            <Trans>Open link</Trans>
          </ContextMenu.Item>
          <ContextMenu.Item className={item} onSelect={copy} data-testid="link-copy">
            <Copy size={14} aria-hidden="true" />
            <Trans>Copy link</Trans>
          </ContextMenu.Item>
        </ContextMenu.Content>
      </ContextMenu.Portal>
    </ContextMenu.Root>
  );
}
