import { useLingui } from '@lingui/react/macro';
import type { Theme } from '#shared/ipc/app.ts';
import type { Locale } from '#shared/protocol/fields.ts';
import { setPreferences, useDeskApp } from '../../state/desk-app.ts';
import { useIsLocked } from '../../state/managed.ts';
import { languageNames } from '../../ui/languages.ts';

/** Language and appearance, before anybody is signed in. */
export function ScreenSwitches() {
  const { t } = useLingui();
  const { theme, locale } = useDeskApp((s) => s.preferences);
  const themes: Readonly<Record<Theme, string>> = {
    system: t`As the system`,
    light: t`Light`,
    dark: t`Dark`,
  };
  return (
    <>
      <Choice
        testId="locale-switch"
        label={t`Language`}
        value={locale}
        isLocked={useIsLocked('Language')}
        options={languageNames}
        onChange={(value) => void setPreferences({ locale: value as Locale })}
      />
      <Choice
        testId="theme-switch"
        label={t`Appearance`}
        value={theme}
        isLocked={useIsLocked('Theme')}
        options={themes}
        onChange={(value) => void setPreferences({ theme: value as Theme })}
      />
    </>
  );
}

type ChoiceProps = {
  readonly testId: string;
  readonly label: string;
  readonly value: string;
  /** The organisation has settled it. */
  readonly isLocked: boolean;
  readonly options: Readonly<Record<string, string>>;
  readonly onChange: (value: string) => void;
};

function Choice({ testId, label, value, isLocked, options, onChange }: ChoiceProps) {
  return (
    <fieldset
      data-testid={testId}
      disabled={isLocked}
      aria-label={label}
      className="flex gap-0.5 text-2 disabled:opacity-55"
    >
      {Object.entries(options).map(([option, name]) => (
        <label
          key={option}
          className="rounded-2 px-2 py-1 text-ink-2 hover:bg-hover has-checked:bg-panel has-checked:font-medium has-checked:text-ink has-checked:ring-1 has-checked:ring-line has-focus-visible:outline-2 has-focus-visible:outline-focus"
        >
          <input
            type="radio"
            name={testId}
            value={option}
            checked={option === value}
            onChange={() => onChange(option)}
            className="sr-only"
          />
          {name}
        </label>
      ))}
    </fieldset>
  );
}
