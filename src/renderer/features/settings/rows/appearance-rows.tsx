import { useLingui } from '@lingui/react/macro';
import type { Look, Theme } from '#shared/ipc/app.ts';
import type { Locale } from '#shared/protocol/fields.ts';
import { setPreferences, useDeskApp, useLook } from '../../../state/desk-app.ts';
import { languageNames } from '../../../ui/languages.ts';
import { Select, Toggle } from '../controls.tsx';
import type { Setting } from '../setting-row.tsx';

const sizes = [90, 100, 110, 120, 130, 140, 150] as const;

export function useAppearanceRows(): readonly Setting[] {
  const { t } = useLingui();
  const { theme, locale } = useDeskApp((s) => s.preferences);
  const look = useLook();
  const put = (change: Partial<Look>) => void setPreferences({ look: { ...look, ...change } });
  return [
    {
      id: 'theme',
      policy: 'Theme',
      section: 'appearance',
      label: t`Colours`,
      control: (ids) => (
        <Select
          {...ids}
          value={theme}
          onChange={(event) => void setPreferences({ theme: event.target.value as Theme })}
        >
          <option value="system">{t`As the system`}</option>
          <option value="light">{t`Light`}</option>
          <option value="dark">{t`Dark`}</option>
        </Select>
      ),
    },
    {
      id: 'contrast',
      policy: 'Contrast',
      section: 'appearance',
      label: t`Contrast`,
      control: (ids) => (
        <Select
          {...ids}
          value={look.contrast}
          onChange={(event) => put({ contrast: event.target.value as Look['contrast'] })}
        >
          <option value="system">{t`As the system`}</option>
          <option value="high">{t`High`}</option>
        </Select>
      ),
    },
    {
      id: 'font-size',
      policy: 'FontSize',
      section: 'appearance',
      label: t`Font size`,
      control: (ids) => (
        <Select
          {...ids}
          value={look.fontSize}
          onChange={(event) => put({ fontSize: Number(event.target.value) })}
        >
          {sizes.map((size) => (
            <option key={size} value={size}>{`${size} %`}</option>
          ))}
        </Select>
      ),
    },
    {
      id: 'density',
      policy: 'Density',
      section: 'appearance',
      label: t`Density`,
      control: (ids) => (
        <Select
          {...ids}
          value={look.density}
          onChange={(event) => put({ density: event.target.value as Look['density'] })}
        >
          <option value="compact">{t`Compact`}</option>
          <option value="usual">{t`Usual`}</option>
          <option value="roomy">{t`Roomy`}</option>
        </Select>
      ),
    },
    {
      id: 'motion',
      section: 'appearance',
      label: t`Reduce motion`,
      hint: t`Also where the system does not ask for it.`,
      control: (ids) => (
        <Toggle
          {...ids}
          label={t`Reduce motion`}
          checked={look.motion === 'reduced'}
          onChange={(event) => put({ motion: event.target.checked ? 'reduced' : 'system' })}
        />
      ),
    },
    {
      id: 'language',
      policy: 'Language',
      section: 'appearance',
      label: t`Language`,
      control: (ids) => (
        <Select
          {...ids}
          value={locale}
          onChange={(event) => void setPreferences({ locale: event.target.value as Locale })}
        >
          {Object.entries(languageNames).map(([one, name]) => (
            <option key={one} value={one} lang={one}>
              {name}
            </option>
          ))}
        </Select>
      ),
    },
    {
      id: 'send-key',
      policy: 'SendKey',
      section: 'writing',
      label: t`Sends a reply`,
      hint: t`The other one begins a new line.`,
      control: (ids) => (
        <Select
          {...ids}
          value={look.sendKey}
          onChange={(event) => put({ sendKey: event.target.value as Look['sendKey'] })}
        >
          <option value="enter">Enter</option>
          <option value="ctrl-enter">Ctrl Enter</option>
        </Select>
      ),
    },
    {
      id: 'undo-send',
      policy: 'UndoSend',
      section: 'writing',
      label: t`Undo sending`,
      hint: t`An answer leaves 5 seconds after it was sent; until then it can be taken back.`,
      control: (ids) => (
        <Toggle
          {...ids}
          label={t`Undo sending`}
          checked={look.undoSend}
          onChange={(event) => put({ undoSend: event.target.checked })}
        />
      ),
    },
  ];
}
