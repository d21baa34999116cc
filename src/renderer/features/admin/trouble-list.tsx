import { Trans } from '@lingui/react/macro';
import { TroubleLines } from './form/trouble-lines.tsx';
import type { Trouble } from './model/check.ts';
import { type Place, sectionOf } from './model/places.ts';
import { useSectionNames } from './parts/words.ts';
import { go } from './state/view.ts';

/** Everything that is wrong, each with the way to it. */
export function TroubleList({
  troubles,
  placeOf,
}: {
  readonly troubles: readonly Trouble[];
  readonly placeOf: (path: string) => Place;
}) {
  const names = useSectionNames();
  if (troubles.length === 0)
    return (
      <p className="mt-1.5 text-2 text-ink-3">
        <Trans>Nothing.</Trans>
      </p>
    );
  return (
    <ul className="-mx-1.5 mt-1">
      {troubles.map((trouble) => (
        <li key={`${trouble.path} ${trouble.code}`}>
          <button
            type="button"
            data-testid="trouble"
            onClick={() => go(placeOf(trouble.path))}
            className="grid min-h-6 w-full grid-cols-[84px_minmax(0,1fr)] items-start gap-2 rounded-2 px-1.5 py-0.5 text-left hover:bg-hover"
          >
            <span className="truncate text-1 text-ink-3 leading-4.5">{names[sectionOf(trouble.path)]}</span>
            <TroubleLines troubles={[trouble]} />
          </button>
        </li>
      ))}
    </ul>
  );
}
