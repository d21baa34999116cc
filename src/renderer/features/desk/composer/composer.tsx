import { Trans, useLingui } from '@lingui/react/macro';
import type { ComponentType } from 'react';
import type { ConversationRow } from '#shared/ipc/conversations.ts';
import { useVisitorName } from '../../../ui/names.ts';
import { ComposerContext } from './composer-api.ts';
import { ComposerField } from './composer-field.tsx';
import { HoldLines } from './hold-lines.tsx';
import { ObstacleLine } from './obstacle-line.tsx';
import { aboveText, atCaret } from './parts.ts';
import { SendRow } from './send-row.tsx';
import { useComposerOf } from './use-composer.ts';

/** Where one answers. Whom, stands above it in the conversation's hue. */
export function Composer({ row }: { readonly row: ConversationRow }) {
  const { t } = useLingui();
  const { api, keys, setCaret } = useComposerOf(row);
  const nameOf = useVisitorName();
  const { obstacle } = api;
  const name = nameOf(row.conversation.visitor);
  return (
    <ComposerContext value={api}>
      <section
        aria-label={t`Reply to ${name}`}
        data-region="composer"
        className="relative mx-4 mb-3 shrink-0 rounded-3 border border-line-strong bg-panel pl-[3px] shadow-low focus-within:border-accent"
      >
        <span className="hue-stripe absolute inset-y-0 left-0 w-[3px] rounded-l-3 bg-hue" />
        <p data-testid="composer-to" className="flex min-w-0 gap-1.5 px-3 pt-1.25 text-1 text-ink-3">
          <span className="truncate">
            <Trans>
              Reply to <b className="foreign font-bold text-hue-ink">{name}</b>
            </Trans>
          </span>
        </p>
        {obstacle !== null && api.text === '' ? (
          <ObstacleLine obstacle={obstacle} row={row} />
        ) : (
          <>
            <Parts of={aboveText} />
            <ComposerField keys={keys} onCaret={setCaret} />
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
