import { Trans, useLingui } from '@lingui/react/macro';
import { CloudOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { useEffect } from 'react';
import { useCustomers } from '../../state/customers.ts';
import { useDeskApp } from '../../state/desk-app.ts';
import { AuditPage } from './audit/audit.tsx';
import { Checklists } from './checklists/checklists.tsx';
import { Checks } from './checks/checks.tsx';
import { ConflictBanner } from './conflict-banner.tsx';
import { DeskVersionsPage } from './desk-versions/desk-versions.tsx';
import { DevicesPage } from './devices/devices.tsx';
import { Dispositions } from './dispositions/dispositions.tsx';
import { DraftBar } from './draft-bar.tsx';
import { Fields } from './fields/fields.tsx';
import { General } from './general/general.tsx';
import { Groups } from './groups/groups.tsx';
import { OpeningHours } from './hours/hours.tsx';
import { documentOf, type Section } from './model/places.ts';
import { OrdersPage } from './orders/orders.tsx';
import { PasswordDialog } from './people/password-dialog.tsx';
import { People } from './people/people.tsx';
import { PolicyPage } from './policy/policy.tsx';
import { Rules } from './rules/rules.tsx';
import { SignInPage } from './sign-in/sign-in.tsx';
import { Sites } from './sites/sites.tsx';
import { Skills } from './skills/skills.tsx';
import { handbookDocument, loadHandbook } from './state/handbook.ts';
import { loadPeople } from './state/people-calls.ts';
import { loadPlan, planDocument } from './state/plan.ts';
import { loadPolicy, policyDocument } from './state/policy.ts';
import { loadSignIn, signInDocument } from './state/sign-in.ts';
import { useView } from './state/view.ts';
import { loadAlertRules, watchDocument } from './state/watch.ts';
import {
  HandbookVersions,
  PlanVersions,
  PolicyVersions,
  SignInVersions,
  WatchVersions,
} from './versions/versions.tsx';
import { AlertRules } from './watch/alert-rules.tsx';
import { HookPage } from './watch/hook.tsx';

const screens: Readonly<Record<Section, () => ReactNode>> = {
  people: People,
  groups: Groups,
  skills: Skills,
  hours: OpeningHours,
  rules: Rules,
  general: General,
  checks: Checks,
  versions: PlanVersions,
  fields: Fields,
  dispositions: Dispositions,
  checklists: Checklists,
  handbook: HandbookVersions,
  watch: AlertRules,
  watchVersions: WatchVersions,
  hook: HookPage,
  sites: Sites,
  orders: OrdersPage,
  devices: DevicesPage,
  policy: PolicyPage,
  deskVersions: DeskVersionsPage,
  policyVersions: PolicyVersions,
  signIn: SignInPage,
  signInVersions: SignInVersions,
  audit: AuditPage,
};

/** People, and the plan by which conversations find them. Read anew each time one comes here, or the line is back. */
export function Admin() {
  const section = useView((s) => s.section);
  const Screen = screens[section];
  const isConnected = useDeskApp((s) => s.connection.state === 'connected');
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was missed meanwhile is asked for again
  useEffect(() => {
    void loadPlan();
    void loadPeople();
    void loadAlertRules();
    void loadPolicy();
    void loadSignIn();
  }, [isConnected]);
  // Desks are told of another handbook at once, also by another admin: then this one is at work on an old one.
  const handbook = useCustomers((s) => s.handbook);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each that is in force is read with its number
  useEffect(() => void loadHandbook(), [isConnected, handbook]);
  return (
    <div className="flex min-h-0 flex-1 flex-col" data-testid="admin">
      {!isConnected && <AwayBanner />}
      <Conflict />
      <Screen />
      <Bar />
      <PasswordDialog />
    </div>
  );
}

/** Somebody else’s change of what this screen is of. */
function Conflict() {
  const of = useView((s) => documentOf(s.section));
  switch (of) {
    case 'handbook':
      return <ConflictBanner document={handbookDocument} />;
    case 'watch':
      return <ConflictBanner document={watchDocument} />;
    case 'policy':
      return <ConflictBanner document={policyDocument} />;
    case 'signIn':
      return <ConflictBanner document={signInDocument} />;
    case 'plan':
      return <ConflictBanner document={planDocument} />;
  }
}

/** What of it is changed and not saved. */
function Bar() {
  const { t } = useLingui();
  const of = useView((s) => documentOf(s.section));
  switch (of) {
    case 'handbook':
      return (
        <DraftBar
          document={handbookDocument}
          saveText={t`Save the handbook`}
          discardTitle={t`Discard all changes of the handbook?`}
        />
      );
    case 'watch':
      return (
        <DraftBar
          document={watchDocument}
          saveText={t`Save the alert rules`}
          discardTitle={t`Discard all changes of the alert rules?`}
        />
      );
    case 'policy':
      return (
        <DraftBar
          document={policyDocument}
          saveText={t`Save the rules for desks`}
          discardTitle={t`Discard all changes of the rules for desks?`}
        />
      );
    case 'signIn':
      return (
        <DraftBar
          document={signInDocument}
          saveText={t`Save how people sign in`}
          discardTitle={t`Discard all changes of how people sign in?`}
        />
      );
    case 'plan':
      return (
        <DraftBar
          document={planDocument}
          saveText={t`Save the plan`}
          discardTitle={t`Discard all changes of the plan?`}
        />
      );
  }
}

function AwayBanner() {
  return (
    <div
      role="status"
      className="flex shrink-0 items-center gap-2 border-line border-b bg-warn-soft px-5 py-1.5 text-2"
    >
      <CloudOff size={15} aria-hidden="true" className="shrink-0 text-warn" />
      <p>
        <b className="font-bold">
          <Trans>The hub cannot be reached.</Trans>
        </b>{' '}
        <Trans>You can go on changing things: they are kept on this computer until you save them.</Trans>
      </p>
    </div>
  );
}
