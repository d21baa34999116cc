import { msg } from '@lingui/core/macro';
import type { Theme } from '#shared/ipc/app.ts';
import type { Locale } from '#shared/protocol/fields.ts';
import type { Action } from '../../../state/actions/registry.ts';
import { setPreferences, useDeskApp } from '../../../state/desk-app.ts';
import { isLocked } from '../../../state/managed.ts';

const preferences = () => useDeskApp.getState().preferences;

const theme = (to: Theme, title: Action['title']): Action => ({
  id: `theme.${to}`,
  group: 'look',
  title,
  keys: [],
  when: () => preferences().theme !== to && !isLocked('Theme'),
  run: () => void setPreferences({ theme: to }),
});

const language = (id: string, to: Locale, title: Action['title']): Action => ({
  id,
  group: 'look',
  title,
  keys: [],
  when: () => preferences().locale !== to && !isLocked('Language'),
  run: () => void setPreferences({ locale: to }),
});

/** Colours and language. */
export const lookActions: readonly Action[] = [
  theme('light', msg`Appearance: light`),
  theme('dark', msg`Appearance: dark`),
  theme('system', msg`Appearance: as the system`),
  language('language.chinese', 'zh-CN', msg`Language: Chinese`),
  language('language.english', 'en', msg`Language: English`),
];
