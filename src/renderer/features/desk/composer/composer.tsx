import { useLingui } from '@lingui/react/macro';
import type { ComponentType } from 'react';
import type { ConversationRow } from '#shared/ipc/conversations.ts';
import { useVisitorName } from '../../../ui/names.ts';
import { ComposerContext } from './composer-api.ts';
import { ComposerField } from './composer-field.tsx';
import { HoldLines } from './hold-lines.tsx';
import { ObstacleLine } from './obstacle-line.tsx';
import { aboveText, atCaret } from './parts.ts';
import { SendRow } from './send-row.tsx';
import { TargetLine } from './target-line.tsx';
import { useComposerOf } from './use-composer.ts';

const looks = {
  reply: 'border-line-strong bg-panel focus-within:border-accent',
  edit: 'border-accent bg-panel',
  // As the note will look: whoever glances at it sees that it is no answer.
  note: 'border-note-line border-dashed bg-note',
  // Another colour again: it goes to one colleague, and there is a customer beside.
  whisper: 'border-whisper-line border-2 border-dashed bg-whisper',
} as const;

/** Where one answers, or notes something down. Whom it goes to, stands above it. */
export function Composer({ row }: { readonly row: ConversationRow }) {
  const { t } = useLingui();
  const { api, keys, setCaret } = useComposerOf(row);
  const nameOf = useVisitorName();
  const { obstacle, mode, whisper } = api;
  const agent = row.conversation.agent?.name;
  const name = nameOf(row.conversation.visitor);
  return (
    <ComposerContext value={api}>
      <section
        aria-label={
          whisper
            ? t`Whisper to ${agent}`
            : mode === 'note'
              ? t`Internal note about ${name}`
              : t`Reply to ${name}`
        }
        data-region="composer"
        data-mode={whisper ? 'whisper' : mode}
        className={`relative mx-4 mb-3 shrink-0 rounded-3 border pl-[3px] shadow-low ${looks[whisper ? 'whisper' : mode]}`}
      >
        {mode !== 'note' && (
          <span className="hue-stripe absolute inset-y-0 left-0 w-[3px] rounded-l-3 bg-hue" />
        )}
        <TargetLine />
        {obstacle !== null && api.text === '' ? (
          <ObstacleLine obstacle={obstacle} row={row} />
        ) : (
          <>
            <Parts of={aboveText} />
            <ComposerField key={mode} keys={keys} onCaret={setCaret} />
            {obstacle === null ? <Parts of={atCaret} /> : <ObstacleLine obstacle={obstacle} row={row} />}
            <HoldLines />
            <SendRow />
          </>
        )}
      </section>
    </ComposerContext>
  );
}

function Parts({ of }: { readonly of: readonly ComponentType[] }) {
  return of.map((Part, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
    <Part key={at} />
  ));
}
