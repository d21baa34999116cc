import { Trans } from '@lingui/react/macro';

/** Who works and who waits, now (E1). */
export function LiveBoard() {
  return (
    <div className="grid flex-1 place-content-center justify-items-center gap-1 p-8 text-center">
      <h1 className="font-bold text-4">
        <Trans>Live board</Trans>
      </h1>
      <p className="max-w-100 text-2 text-ink-2">
        <Trans>Nothing to show yet.</Trans>
      </p>
    </div>
  );
}
