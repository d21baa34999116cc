import { Trans, useLingui } from '@lingui/react/macro';
import { Check, GraduationCap, LogOut, UserPlus } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import type { ReactNode } from 'react';
import type { Theme } from '#shared/ipc/app.ts';
import type { Locale } from '#shared/protocol/fields.ts';
import type { Me } from '#shared/protocol/handshake.ts';
import { addAccount } from '../../state/accounts.ts';
import { setPreferences, useDeskApp } from '../../state/desk-app.ts';
import { isSwitchedOff, useIsLocked } from '../../state/managed.ts';
import { chooseTraining } from '../../state/training.ts';
import { languageNames } from '../../ui/languages.ts';
import { MeButton } from './me-button.tsx';
import { askSignOut } from './sign-out/state.ts';
import { StatusChoice } from './status/status-choice.tsx';

const item =
  'flex h-7.5 items-center gap-2 rounded-1 pr-2 pl-7 outline-none data-[highlighted]:bg-accent-soft data-[highlighted]:text-ink relative';

/** Not modal: the modal form would lock scrolling by a style element, which the page's policy forbids. */
export function MeMenu({ me }: { readonly me: Me }) {
  const { t } = useLingui();
  const preferences = useDeskApp((s) => s.preferences);
  const lockedTheme = useIsLocked('Theme');
  const lockedLanguage = useIsLocked('Language');
  return (
    <DropdownMenu.Root modal={false} defaultOpen>
      <DropdownMenu.Trigger asChild>
        <MeButton me={me} />
      </DropdownMenu.Trigger>
      {/* Inside the part of the window that it belongs to, so that a screen reader finds it there. */}
      <DropdownMenu.Portal container={document.querySelector<HTMLElement>('.shell-rail')}>
        <DropdownMenu.Content
          side="right"
          align="end"
          sideOffset={10}
          collisionPadding={8}
          className="z-50 max-h-(--radix-dropdown-menu-content-available-height) w-60 overflow-y-auto rounded-3 border border-line bg-panel p-1 text-2 text-ink shadow-pop"
        >
          <div className="px-2 py-1.5">
            <p className="foreign truncate font-bold text-3" data-testid="me-name">
              {me.name}
            </p>
            <p className="foreign truncate text-ink-3">{me.email}</p>
          </div>
          <Divider />
          <StatusChoice />
          <Divider />
          <DropdownMenu.Label className="px-2 pt-1 pb-0.5 text-1 text-ink-3">
            <Trans>Appearance</Trans>
          </DropdownMenu.Label>
          <DropdownMenu.RadioGroup
            data-testid="theme-switch"
            value={preferences.theme}
            onValueChange={(theme) => void setPreferences({ theme: theme as Theme })}
          >
            <Choice value="system" isLocked={lockedTheme}>{t`As the system`}</Choice>
            <Choice value="light" isLocked={lockedTheme}>{t`Light`}</Choice>
            <Choice value="dark" isLocked={lockedTheme}>{t`Dark`}</Choice>
          </DropdownMenu.RadioGroup>
          <Divider />
          <DropdownMenu.Label className="px-2 pt-1 pb-0.5 text-1 text-ink-3">
            <Trans>Language</Trans>
          </DropdownMenu.Label>
          <DropdownMenu.RadioGroup
            data-testid="locale-switch"
            value={preferences.locale}
            onValueChange={(locale) => void setPreferences({ locale: locale as Locale })}
          >
            {Object.entries(languageNames).map(([locale, name]) => (
              <Choice key={locale} value={locale} isLocked={lockedLanguage}>
                <span lang={locale}>{name}</span>
              </Choice>
            ))}
          </DropdownMenu.RadioGroup>
          <Divider />
          {!isSwitchedOff('training') && (
            <DropdownMenu.Item
              className={item}
              data-testid="training-choose"
              onSelect={() => chooseTraining(true)}
            >
              <GraduationCap size={14} aria-hidden="true" className="absolute left-2" />
              <Trans>Training…</Trans>
            </DropdownMenu.Item>
          )}
          {!isSwitchedOff('accounts') && (
            <DropdownMenu.Item className={item} data-testid="account-add" onSelect={() => void addAccount()}>
              <UserPlus size={14} aria-hidden="true" className="absolute left-2" />
              <Trans>Add an account…</Trans>
            </DropdownMenu.Item>
          )}
          <DropdownMenu.Item className={item} onSelect={() => void askSignOut()}>
            <LogOut size={14} aria-hidden="true" className="absolute left-2" />
            <Trans>Sign out</Trans>
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

type ChoiceProps = {
  readonly value: string;
  /** The organisation has settled it. */
  readonly isLocked: boolean;
  readonly children: ReactNode;
};

function Choice({ value, isLocked, children }: ChoiceProps) {
  return (
    // Stays open, so that one sees what one has chosen.
    <DropdownMenu.RadioItem
      value={value}
      disabled={isLocked}
      className={item}
      onSelect={(event) => event.preventDefault()}
    >
      <DropdownMenu.ItemIndicator className="absolute left-2">
        <Check size={14} aria-hidden="true" />
      </DropdownMenu.ItemIndicator>
      {children}
    </DropdownMenu.RadioItem>
  );
}

function Divider() {
  return <DropdownMenu.Separator className="-mx-1 my-1 h-px bg-line" />;
}
