import { Trans, useLingui } from '@lingui/react/macro';
import {
  Bell,
  Building2,
  Download,
  HardDrive,
  Info,
  Keyboard,
  type LucideIcon,
  MoonStar,
  Network,
  Palette,
  PencilLine,
  Search,
  Stethoscope,
  Users,
} from 'lucide-react';
import { goTo, type Section, sections, useSettings } from '../../state/settings-section.ts';
import { useSectionNames } from './words.ts';

const icons: Readonly<Record<Section, LucideIcon>> = {
  appearance: Palette,
  notifications: Bell,
  quiet: MoonStar,
  writing: PencilLine,
  accounts: Users,
  privacy: HardDrive,
  shortcuts: Keyboard,
  network: Network,
  policy: Building2,
  updates: Download,
  health: Stethoscope,
  about: Info,
};

/** The parts of the settings, and a search through all of them. */
export function SettingsNav() {
  const { t } = useLingui();
  const names = useSectionNames();
  const { section, query } = useSettings();
  return (
    <nav aria-label={t`Settings`} data-region="settings-nav" className="flex h-full flex-col px-2">
      <h2 className="flex h-11 items-center px-2 font-bold text-5">
        <Trans>Settings</Trans>
      </h2>
      <label className="relative mb-2 block">
        <span className="sr-only">{t`Search the settings`}</span>
        <Search size={13} aria-hidden="true" className="absolute top-2.25 left-2 text-ink-3" />
        <input
          type="search"
          data-testid="settings-search"
          value={query}
          placeholder={t`Search`}
          onChange={(event) => useSettings.setState({ query: event.target.value })}
          className="h-7.5 w-full rounded-2 border border-line-strong bg-panel pr-2 pl-7 outline-none placeholder:text-ink-3 focus-visible:border-accent focus-visible:outline-2 focus-visible:outline-focus"
        />
      </label>
      <ul className="grid gap-px">
        {sections.map((one) => {
          const Icon = icons[one];
          const isHere = query.trim() === '' && section === one;
          return (
            <li key={one}>
              <button
                type="button"
                data-testid={`settings-${one}`}
                {...(isHere ? { 'aria-current': 'page', 'data-region-focus': '' } : {})}
                onClick={() => goTo(one)}
                className={`flex min-h-8 w-full items-center gap-2.5 rounded-2 px-2 text-left ${isHere ? 'bg-accent-soft font-medium text-accent' : 'text-ink-2 hover:bg-hover hover:text-ink'}`}
              >
                <Icon size={15} strokeWidth={1.7} aria-hidden="true" className="shrink-0" />
                <span className="min-w-0 flex-1">{names[one]}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
