import { Trans, useLingui } from '@lingui/react/macro';
import { ArrowRightLeft, TriangleAlert } from 'lucide-react';
import { useRow } from '../../../state/conversations.ts';
import { draftOf, saveDrafts, setDraft } from '../../../state/drafts.ts';
import { openTab } from '../../../state/tabs.ts';
import { Button } from '../../../ui/button.tsx';
import { Kbd } from '../../../ui/kbd.tsx';
import { useVisitorName } from '../../../ui/names.ts';
import { useComposer } from './composer-api.ts';

/** Why the text did not leave, how it leaves all the same, and where it may belong. */
export function HoldLines() {
  const { i18n } = useLingui();
  const { holds, row } = useComposer();
  if (holds.length === 0) return null;
  const elsewhere = holds.find(({ moveTo }) => moveTo !== undefined)?.moveTo;
  return (
    <div
      role="alert"
      data-testid="composer-holds"
      className="flex flex-wrap items-center gap-x-3 gap-y-1 border-line border-t bg-warn-soft px-3 py-1.5 text-2"
    >
      <TriangleAlert size={14} aria-hidden="true" className="shrink-0 text-warn" />
      <ul className="min-w-40 flex-1">
        {holds.map(({ id, reason }) => (
          <li key={id} className="foreign">
            {i18n._(reason)}
          </li>
        ))}
      </ul>
      {elsewhere !== undefined && <Move from={row.conversation.id} to={elsewhere} />}
      {holds.every(({ firm }) => firm !== true) && (
        <span className="flex shrink-0 items-center gap-1.5 text-1 text-ink-2">
          <Kbd>Ctrl Enter</Kbd> <Trans>sends it anyway</Trans>
        </span>
      )}
    </div>
  );
}

/** Takes the text to the customer it seems to be meant for, behind what is written there already. */
function Move({ from, to }: { readonly from: string; readonly to: string }) {
  const row = useRow(to);
  const nameOf = useVisitorName();
  if (row === undefined) return null;
  const name = nameOf(row.conversation.visitor);
  const move = () => {
    const text = draftOf(from);
    const there = draftOf(to).trimEnd();
    setDraft(to, there === '' ? text : `${there}\n${text}`);
    setDraft(from, '');
    saveDrafts();
    openTab(to);
  };
  return (
    <Button data-testid="hold-move" onClick={move}>
      <ArrowRightLeft size={13} aria-hidden="true" />
      <Trans>
        Take it to <span className="foreign">{name}</span>
      </Trans>
    </Button>
  );
}
