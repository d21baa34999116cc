import { showPart } from './part.ts';
import { createSlice } from './slice.ts';

export const sections = [
  'appearance',
  'notifications',
  'quiet',
  'writing',
  'accounts',
  'privacy',
  'shortcuts',
  'network',
  'policy',
  'updates',
  'health',
  'about',
] as const;
export type Section = (typeof sections)[number];

/** Which part of the settings is shown, and what is looked for in all of them. */
export const useSettings = createSlice<{ readonly section: Section; readonly query: string }>({
  section: 'appearance',
  query: '',
});

export function goTo(section: Section): void {
  useSettings.setState({ section, query: '' });
}

/** To one part of the settings, from wherever one is. */
export function showSettings(section: Section): void {
  goTo(section);
  showPart('settings');
}
