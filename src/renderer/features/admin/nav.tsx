import { Trans, useLingui } from '@lingui/react/macro';
import {
  BellRing,
  Clock,
  Globe,
  GraduationCap,
  History,
  IdCard,
  Layers,
  ListChecks,
  ListTree,
  LogIn,
  type LucideIcon,
  MessageSquareWarning,
  MonitorCog,
  MonitorSmartphone,
  Package,
  ScrollText,
  SlidersHorizontal,
  UserRound,
  UsersRound,
  Waypoints,
  Webhook,
} from 'lucide-react';
import { useMemo } from 'react';
import { type Section, sectionOf } from './model/places.ts';
import { TroubleMark, UnsavedDot } from './parts/item.tsx';
import { useTroubles, worstOf } from './parts/use-troubles.ts';
import { useSectionNames } from './parts/words.ts';
import { handbookDocument, useHandbook } from './state/handbook.ts';
import { usePeople } from './state/people.ts';
import { planDocument, usePlan } from './state/plan.ts';
import { policyDocument, usePolicy } from './state/policy.ts';
import { signInDocument, useSignIn } from './state/sign-in.ts';
import { go, useView } from './state/view.ts';
import { useAlertRules, watchDocument } from './state/watch.ts';

const icons: Readonly<Record<Section, LucideIcon>> = {
  people: UserRound,
  groups: UsersRound,
  skills: GraduationCap,
  hours: Clock,
  rules: Waypoints,
  general: SlidersHorizontal,
  checks: MessageSquareWarning,
  versions: History,
  fields: IdCard,
  dispositions: ListTree,
  checklists: ListChecks,
  handbook: History,
  watch: BellRing,
  watchVersions: History,
  hook: Webhook,
  sites: Globe,
  orders: Package,
  devices: MonitorSmartphone,
  policy: MonitorCog,
  deskVersions: Layers,
  policyVersions: History,
  signIn: LogIn,
  signInVersions: History,
  audit: ScrollText,
};

/** The screens of the administration, and on which of them something is wrong. */
export function AdminNav() {
  const { t } = useLingui();
  const planDirty = usePlan(planDocument.isDirty);
  const handbookDirty = useHandbook(handbookDocument.isDirty);
  const policyDirty = usePolicy(policyDocument.isDirty);
  const signInDirty = useSignIn(signInDocument.isDirty);
  const rulesDirty = useAlertRules(watchDocument.isDirty);
  return (
    <nav
      aria-label={t`Administration`}
      data-region="admin-nav"
      className="flex h-full flex-col overflow-y-auto px-2 pb-2"
    >
      <h2 className="flex h-11 items-center px-2 font-bold text-5">
        <Trans>Administration</Trans>
      </h2>
      <Links of={['people']} />
      <p className="mt-3 flex items-center gap-1.5 px-2 pb-0.5 text-1 text-ink-3">
        <Trans>Routing plan</Trans>
        {planDirty && <UnsavedDot />}
      </p>
      <Links of={['groups', 'skills', 'hours', 'rules', 'general', 'checks', 'versions']} />
      <p className="mt-3 flex items-center gap-1.5 px-2 pb-0.5 text-1 text-ink-3">
        <Trans>Handbook</Trans>
        {handbookDirty && <UnsavedDot />}
      </p>
      <Links of={['fields', 'dispositions', 'checklists', 'handbook']} />
      <p className="mt-3 flex items-center gap-1.5 px-2 pb-0.5 text-1 text-ink-3">
        <Trans>Alerts</Trans>
        {rulesDirty && <UnsavedDot />}
      </p>
      <Links of={['watch', 'watchVersions', 'hook']} />
      <p className="mt-3 px-2 pb-0.5 text-1 text-ink-3">
        <Trans>Outside</Trans>
      </p>
      <Links of={['sites', 'orders']} />
      <p className="mt-3 flex items-center gap-1.5 px-2 pb-0.5 text-1 text-ink-3">
        <Trans>Desks</Trans>
        {policyDirty && <UnsavedDot />}
      </p>
      <Links of={['devices', 'policy', 'deskVersions', 'policyVersions']} />
      <p className="mt-3 flex items-center gap-1.5 px-2 pb-0.5 text-1 text-ink-3">
        <Trans>Security</Trans>
        {signInDirty && <UnsavedDot />}
      </p>
      <Links of={['signIn', 'signInVersions', 'audit']} />
    </nav>
  );
}

function Links({ of }: { readonly of: readonly Section[] }) {
  return (
    <ul className="grid gap-px">
      {of.map((section) => (
        <Link key={section} section={section} />
      ))}
    </ul>
  );
}

function Link({ section }: { readonly section: Section }) {
  const name = useSectionNames()[section];
  const isHere = useView((s) => s.section === section);
  const troubles = useTroubles();
  const hasDrafts = usePeople((s) => section === 'people' && Object.keys(s.drafts).length > 0);
  const worst = useMemo(
    () => worstOf(troubles.filter(({ path }) => sectionOf(path) === section)),
    [troubles, section],
  );
  const Icon = icons[section];
  return (
    <li>
      <button
        type="button"
        data-testid={`admin-${section}`}
        {...(isHere ? { 'aria-current': 'page', 'data-region-focus': '' } : {})}
        onClick={() => go({ section, id: null })}
        className={`flex h-8 w-full items-center gap-2.5 rounded-2 px-2 text-left ${isHere ? 'bg-accent-soft font-medium text-accent' : 'text-ink-2 hover:bg-hover hover:text-ink'}`}
      >
        <Icon size={15} strokeWidth={1.7} aria-hidden="true" className="shrink-0" />
        <span className="min-w-0 flex-1 truncate">{name}</span>
        {hasDrafts && <UnsavedDot />}
        <TroubleMark severity={worst} />
      </button>
    </li>
  );
}
