import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { CornerDownLeft } from 'lucide-react';
import { useLook } from '../../../state/desk-app.ts';
import { Button } from '../../../ui/button.tsx';
import { Kbd } from '../../../ui/kbd.tsx';
import { channelRules } from './channel-check.ts';
import { useComposer } from './composer-api.ts';
import { tools } from './parts.ts';

/** Below the text: tools, what Enter does, how much is left, and the button that sends. */
export function SendRow() {
  const { text, mode, whisper, canSend, send } = useComposer();
  const { sendKey } = useLook();
  const { longest, counted } = channelRules;
  const left = longest - text.length;
  return (
    <div className="flex h-9.5 items-center gap-3 border-line border-t pr-1.5 pl-3 text-1 text-ink-3">
      {tools.length > 0 && (
        <div className="-ml-1.5 flex shrink-0 items-center gap-0.5">
          {tools.map((Tool, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
            <Tool key={at} />
          ))}
        </div>
      )}
      {/* What does not fit is not cut: it is in the next line, out of sight. */}
      <span className="flex h-6 min-w-0 flex-1 flex-wrap items-center gap-x-1.5 overflow-hidden whitespace-nowrap leading-6">
        <span>
          <Kbd>{sendKey === 'enter' ? 'Enter' : 'Ctrl Enter'}</Kbd> <Trans>sends</Trans>
        </span>
        <span>
          · <Kbd>{sendKey === 'enter' ? 'Shift Enter' : 'Enter'}</Kbd> <Trans>new line</Trans>
        </span>
      </span>
      {left < counted && <Left left={left} />}
      <Button
        look={mode === 'note' ? 'plain' : 'primary'}
        className={`${left < counted ? '' : 'ml-auto'} ${mode === 'note' ? 'border-note-line font-bold' : ''}`}
        disabled={!canSend}
        data-testid="composer-send"
        onClick={() => send()}
      >
        {mode === 'reply' && <Trans>Send</Trans>}
        {whisper && <Trans>Whisper</Trans>}
        {mode === 'note' && !whisper && <Trans>Add note</Trans>}
        {mode === 'edit' && <Trans>Save</Trans>}
        <CornerDownLeft size={13} aria-hidden="true" />
      </Button>
    </div>
  );
}

function Left({ left }: { readonly left: number }) {
  const { t } = useLingui();
  const over = -left;
  return (
    <span role="status" className={`ml-auto shrink-0 ${left < 0 ? 'font-bold text-bad' : 'text-ink-2'}`}>
      {left < 0
        ? t`${plural(over, { one: '# character too many', other: '# characters too many' })}`
        : t`${plural(left, { one: '# character left', other: '# characters left' })}`}
    </span>
  );
}
