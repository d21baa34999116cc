import { useLingui } from '@lingui/react/macro';
import { inTone, type Tone } from '#shared/domain/emoji/tone.ts';

type ToneChoiceProps = { readonly tone: Tone; readonly onChange: (tone: Tone) => void };

/** The skin tone of all emoji that have one, until another is chosen. */
export function ToneChoice({ tone, onChange }: ToneChoiceProps) {
  const { t } = useLingui();
  const names: readonly string[] = [
    t`Usual yellow`,
    t`Light skin tone`,
    t`Medium-light skin tone`,
    t`Medium skin tone`,
    t`Medium-dark skin tone`,
    t`Dark skin tone`,
  ];
  return (
    <fieldset
      aria-label={t`Skin tone`}
      data-testid="emoji-tones"
      className="mt-1 flex justify-end gap-0.5 border-line border-t pt-1"
    >
      {names.map((name, place) => (
        <label
          key={name}
          title={name}
          className="relative grid size-7 cursor-pointer place-content-center rounded-2 text-4 hover:bg-hover has-focus-visible:outline-2 has-focus-visible:outline-accent has-checked:bg-accent-soft"
        >
          <input
            type="radio"
            name="emoji-tone"
            aria-label={name}
            className="sr-only"
            checked={place === tone}
            onChange={() => onChange(place as Tone)}
          />
          <span aria-hidden="true">{inTone('✋', place as Tone)}</span>
        </label>
      ))}
    </fieldset>
  );
}
