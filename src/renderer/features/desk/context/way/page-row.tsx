import { Trans, useLingui } from '@lingui/react/macro';
import type { SeenPage } from '#shared/domain/customer/way.ts';
import { tell } from '../../../../bridge/bridge.ts';
import { useSecond } from '../../../../state/clock.ts';
import { safeUrl } from '../../../../ui/links.ts';
import { clockText, fullText, timeText } from '../../../../ui/time.ts';

/** A page that they have seen: what it is called, where it is, when and how long. */
export function PageRow({ page }: { readonly page: SeenPage }) {
  const { i18n } = useLingui();
  const { url, title, at, stayed } = page;
  const place = placeOf(url);
  const safe = safeUrl(url);
  const isNow = stayed === null;
  const name = (
    <span className={`foreign min-w-0 truncate ${isNow ? 'font-medium text-ink' : ''}`}>
      {title === '' ? place : title}
    </span>
  );
  return (
    <li className="grid grid-cols-[9px_minmax(0,1fr)_auto] items-baseline gap-x-2" data-testid="way-page">
      <span
        aria-hidden="true"
        className={`size-1.25 self-center rounded-full ${isNow ? 'bg-accent outline-3 outline-accent-soft' : 'bg-line-strong'}`}
      />
      {safe === null ? (
        <span className="flex min-w-0" title={url}>
          {name}
        </span>
      ) : (
        <button
          type="button"
          title={url}
          className="flex min-w-0 text-left hover:underline"
          onClick={() => tell('app.openLink', { url: safe })}
        >
          {name}
        </button>
      )}
      <time
        className="justify-self-end text-1 text-ink-3 tabular-nums"
        dateTime={new Date(at).toISOString()}
        title={fullText(at, i18n.locale)}
      >
        {timeText(at, i18n.locale)}
      </time>
      <span aria-hidden="true" />
      <span className="foreign min-w-0 truncate text-1 text-ink-3">{title === '' ? '' : place}</span>
      <span className="justify-self-end text-1 text-ink-3 tabular-nums">
        {isNow ? <Now since={at} /> : clockText(stayed, i18n.locale)}
      </span>
    </li>
  );
}

function Now({ since }: { readonly since: number }) {
  const { i18n } = useLingui();
  const now = useSecond();
  return (
    <span className="text-accent">
      <Trans>now</Trans> · {clockText(now - since, i18n.locale)}
    </span>
  );
}

/** Host and path, as one reads an address aloud. */
function placeOf(address: string): string {
  if (!URL.canParse(address)) return address;
  const { host, pathname } = new URL(address);
  return `${host}${pathname === '/' ? '' : readable(pathname)}`;
}

function readable(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    // No path of ours: it stands there as it was sent.
    return path;
  }
}
