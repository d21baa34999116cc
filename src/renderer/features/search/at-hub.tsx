import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { useDeskApp } from '../../state/desk-app.ts';
import { askHub, useSearch } from '../../state/search.ts';
import { Button } from '../../ui/button.tsx';

/** How much is here, and whether the hub has more that is not. */
export function AtHub() {
  const { t } = useLingui();
  const here = useSearch((s) => s.here);
  const looking = useSearch((s) => s.looking);
  const hub = useSearch((s) => s.hub);
  const asking = useSearch((s) => s.asking);
  const online = useDeskApp((s) => s.connection.state === 'connected');
  const count = here?.lines.length ?? 0;
  const more = hub?.lines.length ?? 0;
  const isMore = here !== null && here.next !== null;
  const found = isMore
    ? t`${plural(count, { one: 'The newest # message', other: 'The newest # messages' })} here`
    : t`${plural(count, { one: '# message', other: '# messages' })} here`;
  return (
    <p
      role="status"
      data-testid="search-hub"
      className="flex min-h-8 items-center gap-2 border-line border-t px-4 text-1 text-ink-2"
    >
      <span>{here === null || looking ? t`Looking…` : found}</span>
      <span aria-hidden="true">·</span>
      {!online && <Trans>Offline: only what is on this computer is searched.</Trans>}
      {online && asking === 'asking' && <Trans>Asking the hub for older ones…</Trans>}
      {online && asking === 'failed' && (
        <>
          <Trans>The hub did not answer.</Trans>
          <Button look="quiet" onClick={() => void askHub()}>
            <Trans>Try again</Trans>
          </Button>
        </>
      )}
      {online && asking === 'idle' && hub === null && <Trans>Older ones will be asked of the hub</Trans>}
      {online && asking === 'idle' && hub !== null && (
        <>
          {more === 0
            ? t`Nothing more at the hub`
            : t`${plural(more, { one: '# more', other: '# more' })} at the hub`}
          {hub.next !== null && (
            <Button look="quiet" data-testid="search-more" onClick={() => void askHub()}>
              <Trans>Look further back</Trans>
            </Button>
          )}
        </>
      )}
    </p>
  );
}
