import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { CornerDownLeft } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { newId } from '#shared/domain/key.ts';
import type { ConversationRow } from '#shared/ipc/conversations.ts';
import { maxTextLength } from '#shared/protocol/limits.ts';
import { refusedWith } from '../../../bridge/bridge.ts';
import { meOf, useDeskApp } from '../../../state/desk-app.ts';
import { draftOf, saveDrafts, setDraft, useDraft } from '../../../state/drafts.ts';
import { dismissNotice, notice } from '../../../state/notices.ts';
import { sendMessage } from '../../../state/transcripts.ts';
import { Button } from '../../../ui/button.tsx';
import { Kbd } from '../../../ui/kbd.tsx';
import { useVisitorName } from '../../../ui/names.ts';
import { changeOwnership } from '../ownership.ts';
import type { Obstacle } from '../permission.ts';
import { obstacleTo } from '../permission.ts';
import { composerKey } from './keys.ts';

/** Characters before the limit from which on the rest is counted. */
const counted = 500;

/** Where one answers. Whom, stands above it in the conversation's hue. */
export function Composer({ row }: { readonly row: ConversationRow }) {
  const { t } = useLingui();
  const { id, visitor } = row.conversation;
  const me = useDeskApp((s) => meOf(s.account));
  const nameOf = useVisitorName();
  const draft = useDraft(id);
  const field = useRef<HTMLTextAreaElement>(null);
  const composedAt = useRef(Number.NEGATIVE_INFINITY);
  const obstacle = me === null ? 'colleague' : obstacleTo(row, me);
  const left = maxTextLength - draft.length;
  const over = -left;
  const canSend = obstacle === null && draft.trim() !== '' && left >= 0;

  useEffect(() => {
    field.current?.focus();
    // What was typed for this customer is kept before another one is shown.
    return saveDrafts;
  }, []);

  function send(): void {
    const text = draftOf(id).trim();
    if (obstacle !== null || text === '' || text.length > maxTextLength) return;
    setDraft(id, '');
    saveDrafts();
    dismissNotice(id);
    field.current?.focus();
    sendMessage(id, newId(), text).catch((error: unknown) => {
      // It was not kept anywhere: back to where it can be sent from.
      if (draftOf(id) === '') setDraft(id, text);
      notice(id, refusedWith(error));
    });
  }

  return (
    <section
      aria-label={t`Reply`}
      data-region="composer"
      className="relative mx-4 mb-3 shrink-0 rounded-3 border border-line-strong bg-panel pl-[3px] shadow-low focus-within:border-accent"
    >
      <span className="hue-stripe absolute inset-y-0 left-0 w-[3px] rounded-l-3 bg-hue" />
      <p data-testid="composer-to" className="flex min-w-0 gap-1.5 px-3 pt-1.25 text-1 text-ink-3">
        <span className="truncate">
          <Trans>
            Reply to <b className="foreign font-bold text-hue-ink">{nameOf(visitor)}</b>
          </Trans>
        </span>
      </p>
      {obstacle !== null && draft === '' ? (
        <ObstacleLine obstacle={obstacle} row={row} />
      ) : (
        <>
          <textarea
            ref={field}
            rows={2}
            value={draft}
            readOnly={obstacle !== null}
            spellCheck={false}
            dir="auto"
            aria-label={t`Message to ${nameOf(visitor)}`}
            aria-invalid={left < 0}
            placeholder={t`Write an answer…`}
            data-testid="composer-input"
            data-region-focus
            onChange={(event) => setDraft(id, event.target.value)}
            onCompositionEnd={(event) => {
              composedAt.current = event.timeStamp;
            }}
            onKeyDown={(event) => {
              const does = composerKey(event.nativeEvent, composedAt.current);
              if (does !== 'leave') event.preventDefault();
              if (does === 'send') send();
            }}
            className="block max-h-[38vh] min-h-13 w-full resize-none overflow-y-auto bg-transparent px-3 pt-0.75 pb-1 text-4 leading-[1.5] outline-none [field-sizing:content] placeholder:text-ink-3"
          />
          {obstacle !== null && <ObstacleLine obstacle={obstacle} row={row} />}
          <div className="flex h-9.5 items-center gap-3 border-line border-t pr-1.5 pl-3 text-1 text-ink-3">
            <span className="flex min-w-0 items-center gap-1.5 overflow-hidden whitespace-nowrap">
              <Kbd>Enter</Kbd> <Trans>sends</Trans> · <Kbd>Shift Enter</Kbd> <Trans>new line</Trans>
            </span>
            {left < counted && (
              <span
                role="status"
                className={`ml-auto shrink-0 ${left < 0 ? 'font-bold text-bad' : 'text-ink-2'}`}
              >
                {left < 0
                  ? t`${plural(over, { one: '# character too many', other: '# characters too many' })}`
                  : t`${plural(left, { one: '# character left', other: '# characters left' })}`}
              </span>
            )}
            <Button
              look="primary"
              className={left < counted ? '' : 'ml-auto'}
              disabled={!canSend}
              data-testid="composer-send"
              onClick={send}
            >
              <Trans>Send</Trans>
              <CornerDownLeft size={13} aria-hidden="true" />
            </Button>
          </div>
        </>
      )}
    </section>
  );
}

/** Why nothing can be written here, and the way out where there is one. */
function ObstacleLine({ obstacle, row }: { readonly obstacle: Obstacle; readonly row: ConversationRow }) {
  const { t } = useLingui();
  const offline = useDeskApp((s) => s.connection.state !== 'connected');
  const agent = row.conversation.agent?.name ?? '';
  const words = {
    gone: t`You may no longer see this conversation. What you wrote for it is kept here until you discard it.`,
    closed: t`This conversation is closed. When the customer writes again, a new one begins.`,
    offered: t`Accept above to answer.`,
    queued: t`Nobody serves this conversation yet. Take it to answer.`,
    colleague: t`${agent} is serving this conversation.`,
  }[obstacle];
  return (
    <div className="flex min-h-10 items-center gap-3 px-3 py-1.5 text-2 text-ink-2" role="status">
      <p className="flex-1">{words}</p>
      {obstacle === 'queued' && (
        <Button
          look="primary"
          disabled={offline}
          onClick={() => void changeOwnership('take', row.conversation)}
        >
          <Trans>Take</Trans>
        </Button>
      )}
      {obstacle === 'gone' && row.draft !== '' && (
        <Button
          data-testid="draft-discard"
          onClick={() => {
            setDraft(row.conversation.id, '');
            saveDrafts();
          }}
        >
          <Trans>Discard the draft</Trans>
        </Button>
      )}
    </div>
  );
}
