import { useLingui } from '@lingui/react/macro';
import { X } from 'lucide-react';
import { forgetRefused, useStepping } from '../../../state/stepping.ts';
import { Button } from '../../../ui/button.tsx';
import { useRefusalText } from '../../../ui/refusal-text.ts';
import { MoveQueue } from './move-queue.tsx';
import { Pausing } from './pausing.tsx';

/** What is asked before something is done to an agent or a group, and what was refused. */
export function Stepping() {
  const { t } = useLingui();
  const { asked, refused } = useStepping();
  const refusalText = useRefusalText();
  return (
    <>
      {refused !== null && (
        <div
          role="alert"
          data-testid="step-refused"
          className="mx-3 mb-2 flex items-center gap-2 rounded-2 bg-bad-soft px-3 py-1 text-2"
        >
          <p className="foreign min-w-0 flex-1">
            <b className="font-bold">{refused.name}</b>: {refusalText(refused.refusal)}
          </p>
          <Button look="icon" aria-label={t`I have seen it`} onClick={forgetRefused}>
            <X size={14} aria-hidden="true" />
          </Button>
        </div>
      )}
      {asked?.is === 'pause' && <Pausing group={asked.group} />}
      {asked?.is === 'move' && <MoveQueue group={asked.group} />}
    </>
  );
}
