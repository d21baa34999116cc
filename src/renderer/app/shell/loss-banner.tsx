import { forgetLoss, useDeskApp } from '../../state/desk-app.ts';
import { LossNotice } from '../../ui/loss-notice.tsx';

/** What was lost on this computer, until somebody has read it. */
export function LossBanner() {
  const loss = useDeskApp((s) => s.loss);
  return loss === null ? null : <LossNotice loss={loss} onRead={() => void forgetLoss()} />;
}
