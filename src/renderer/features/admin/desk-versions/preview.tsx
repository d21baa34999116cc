import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { type Counted, type DeskCount, standings, totalOf } from '#shared/domain/update/desks-here.ts';
import { type DeskRequirement, wrongInRequirement } from '#shared/domain/update/required.ts';
import { isVersion } from '#shared/domain/update/version.ts';

type PreviewProps = {
  readonly desks: readonly DeskCount[];
  readonly required: DeskRequirement;
  readonly now: number;
};

/** How many desks this concerns, before it is saved. */
export function Preview({ desks, required, now }: PreviewProps) {
  const { t } = useLingui();
  const isWhole = [required.minimum, required.refused ?? required.minimum].every(isVersion);
  if (!isWhole || wrongInRequirement(required) !== null) return null;
  const { due, late, refused } = standings(desks, required, now);
  const all = totalOf(desks).desks;
  const count = ({ desks: n, lately }: Counted) => {
    const said = t`${plural(n, { one: '# desk', other: '# desks' })}`;
    return n === lately ? said : t`${said}, ${lately} of them used in the last 7 days`;
  };
  const lines = [
    due.desks > 0 && t`Asked to update, and go on working until then: ${count(due)}.`,
    late.desks > 0 && t`Are given no new conversations, at once: ${count(late)}.`,
    refused.desks > 0 && t`Are not let in, at once: ${count(refused)}.`,
  ].filter((line) => line !== false);
  return (
    <div
      role="status"
      data-testid="require-preview"
      className={`mt-3 rounded-3 border px-4 py-2.5 text-2 ${refused.desks + late.desks > 0 ? 'border-warn bg-warn-soft' : 'border-line bg-panel'}`}
    >
      <p className="font-medium">
        {lines.length === 0
          ? t`It concerns none of ${plural(all, { one: '# desk', other: '# desks' })}.`
          : t`Of ${plural(all, { one: '# desk', other: '# desks' })} that somebody is signed in at:`}
      </p>
      {lines.length > 0 && (
        <ul className="list-disc pl-5 marker:text-ink-3">
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
