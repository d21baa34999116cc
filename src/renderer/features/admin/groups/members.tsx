import { Trans, useLingui } from '@lingui/react/macro';
import type { PersonRecord } from '#shared/protocol/admin.ts';
import { Part } from '../form/row.tsx';
import { membersOf } from '../model/members.ts';
import { Face } from '../people/face.tsx';
import { go } from '../state/view.ts';

/** Who is in it; changed at the person. */
export function Members({
  people,
  group,
}: {
  readonly people: readonly PersonRecord[];
  readonly group: string;
}) {
  const { t } = useLingui();
  const members = membersOf(people, group);
  const count = members.length;
  return (
    <Part title={t`Members · ${count}`}>
      {count === 0 ? (
        <p className="text-2 text-ink-3">
          <Trans>Nobody yet. Members are chosen at each person.</Trans>
        </p>
      ) : (
        <ul className="grid grid-cols-3 gap-1">
          {members.map(({ id, name, profile }) => (
            <li key={id} className="min-w-0">
              <button
                type="button"
                onClick={() => go({ section: 'people', id })}
                className="flex w-full items-center gap-2 rounded-2 px-1.5 py-1 text-left text-2 hover:bg-hover"
              >
                <Face name={name} picture={profile.picture} size="row" />
                <span className="foreign truncate">{name}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </Part>
  );
}
