import { useLingui } from '@lingui/react/macro';
import { Copy, Link2, type LucideIcon, Pencil, Reply, TextSelect, Undo2 } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import type { Entry } from '#shared/domain/entry.ts';
import type { ConversationRow } from '#shared/ipc/conversations.ts';
import { refusedWith } from '../../../bridge/bridge.ts';
import { useSecond } from '../../../state/clock.ts';
import { setComposing } from '../../../state/composing.ts';
import { meOf, useDeskApp } from '../../../state/desk-app.ts';
import { notice } from '../../../state/notices.ts';
import { recallMessage } from '../../../state/transcripts.ts';
import { copyText } from '../../../ui/copy-text.ts';
import { findLinks } from '../../../ui/links.ts';
import { clockText } from '../../../ui/time.ts';
import { focusComposer } from '../focus.ts';
import { obstacleTo } from '../permission.ts';
import { actionsOn, type May, recallRest } from './actions.ts';

/** The line that the menu is for, and where it opens. */
export type MenuAt = {
  readonly entry: Entry;
  /** What it says now. */
  readonly text: string;
  /** What is marked of it. */
  readonly marked: string;
  readonly x: number;
  readonly y: number;
};

type MenuProps = {
  readonly row: ConversationRow;
  readonly at: MenuAt;
  readonly onClose: () => void;
};

/** As many links as are offered. */
const mostLinks = 4;

/** What can be done with one message or note. Focus goes back to the line, or to where one writes on. */
export function MessageMenu({ row, at, onClose }: MenuProps) {
  const { i18n, t } = useLingui();
  const now = useSecond();
  const me = useDeskApp((s) => meOf(s.account));
  const connected = useDeskApp((s) => s.connection.state === 'connected');
  const { entry, text, marked, x, y } = at;
  const { id } = row.conversation;
  const obstacle = me === null ? 'colleague' : obstacleTo(row, me);
  const can = actionsOn({ entry, meId: me?.id ?? null, obstacle, connected, now });
  const isMessage = entry.body.kind === 'message';
  const isOwn = entry.author.kind === 'agent' && entry.author.id === me?.id;
  const why: Readonly<Record<May, string | null>> = {
    yes: null,
    'not-here': t`You cannot write here`,
    offline: t`Needs the line to the hub`,
    'too-late': t`Only within 2 minutes`,
  };
  const rest = clockText(recallRest(entry, now), i18n.locale);

  const reply = () => {
    const { kind, name } = entry.author;
    setComposing(id, {
      mode: 'reply',
      editing: null,
      quote: {
        entryId: entry.id,
        author: { kind, name: kind === 'visitor' ? '' : name },
        text: text.slice(0, 200),
      },
    });
    focusSoon();
  };
  const edit = () => {
    setComposing(id, { editing: { entryId: entry.id, before: text, text } });
    focusSoon();
  };
  const recall = () => {
    recallMessage(id, entry.id).catch((error: unknown) => notice(id, refusedWith(error)));
  };
  const copy = (what: string) => {
    if (!copyText(what)) notice(id, { code: 'internal' });
  };
  const links = new Set(findLinks(text).flatMap((part) => (part.kind === 'link' ? [part.url] : [])));

  return (
    <DropdownMenu.Root modal={false} open onOpenChange={(open) => !open && onClose()}>
      <DropdownMenu.Trigger asChild>
        <span aria-hidden="true" className="fixed size-0" style={{ left: x, top: y }} />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal container={document.querySelector<HTMLElement>('#conversation')}>
        <DropdownMenu.Content
          align="start"
          collisionPadding={8}
          data-testid="message-menu"
          aria-label={t`Message`}
          onCloseAutoFocus={(event) => event.preventDefault()}
          className="z-50 min-w-44 rounded-3 border border-line bg-panel p-1 text-2 text-ink shadow-pop"
        >
          {isMessage && (
            <Item id="reply" Icon={Reply} label={t`Quote and reply`} why={why[can.reply]} onSelect={reply} />
          )}
          {isMessage && isOwn && (
            <Item id="edit" Icon={Pencil} label={t`Edit`} why={why[can.edit]} onSelect={edit} />
          )}
          {isMessage && isOwn && (
            <Item
              id="recall"
              Icon={Undo2}
              label={can.recall === 'yes' ? t`Recall · ${rest} left` : t`Recall`}
              why={why[can.recall]}
              onSelect={recall}
            />
          )}
          {marked !== '' && (
            <Item
              id="copy-marked"
              Icon={TextSelect}
              label={t`Copy what is marked`}
              why={null}
              onSelect={() => copy(marked)}
            />
          )}
          <Item id="copy" Icon={Copy} label={t`Copy text`} why={null} onSelect={() => copy(text)} />
          {[...links].slice(0, mostLinks).map((url) => (
            <Item
              key={url}
              id="copy-link"
              Icon={Link2}
              label={links.size === 1 ? t`Copy link` : t`Copy link ${shortLink(url)}`}
              why={null}
              onSelect={() => copy(url.replace(/^mailto:/, ''))}
            />
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

type ItemProps = {
  readonly id: string;
  readonly Icon: LucideIcon;
  readonly label: string;
  /** Why it cannot be done; null where it can. */
  readonly why: string | null;
  readonly onSelect: () => void;
};

function Item({ id, Icon, label, why, onSelect }: ItemProps) {
  return (
    <DropdownMenu.Item
      data-testid={`message-${id}`}
      disabled={why !== null}
      onSelect={onSelect}
      className="flex cursor-default items-center gap-2 rounded-2 px-2 py-1 outline-none data-disabled:text-ink-3 data-highlighted:bg-hover"
    >
      <Icon size={14} aria-hidden="true" className="shrink-0" />
      <span>{label}</span>
      {why !== null && <span className="ml-auto pl-3 text-1 text-ink-3">{why}</span>}
    </DropdownMenu.Item>
  );
}

/** Its end tells links to one place apart. */
function shortLink(url: string): string {
  const bare = url.replace(/^(https:\/\/|mailto:)/, '');
  return bare.length <= 32 ? bare : `…${bare.slice(-31)}`;
}

/** Once the menu has let go of the focus. */
function focusSoon(): void {
  requestAnimationFrame(focusComposer);
}
