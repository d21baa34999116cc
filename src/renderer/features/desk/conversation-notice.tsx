import { useLingui } from '@lingui/react/macro';
import { TriangleAlert, X } from 'lucide-react';
import { dismissNotice, useNotices } from '../../state/notices.ts';
import { Button } from '../../ui/button.tsx';
import { useRefusalText } from '../../ui/refusal-text.ts';

/** Says why something could not be done here, until it is put away. */
export function ConversationNotice({ id }: { readonly id: string }) {
  const { t } = useLingui();
  const refusalText = useRefusalText();
  const refusal = useNotices((s) => s.byId.get(id));
  if (refusal === undefined) return null;
  return (
    <div
      role="alert"
      className="flex items-center gap-2 border-line border-b bg-bad-soft py-0.5 pr-1 pl-4 text-2"
    >
      <TriangleAlert size={14} aria-hidden="true" className="shrink-0 text-bad" />
      <p className="min-w-0 flex-1">{refusalText(refusal)}</p>
      <Button look="icon" aria-label={t`Put away`} onClick={() => dismissNotice(id)}>
        <X size={14} aria-hidden="true" />
      </Button>
    </div>
  );
}
