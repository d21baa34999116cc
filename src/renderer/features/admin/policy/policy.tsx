import { Trans, useLingui } from '@lingui/react/macro';
import { areas } from '#shared/domain/policy/areas.ts';
import { type HubRules, hubPolicyNames } from '#shared/domain/policy/hub-rules.ts';
import { policies } from '#shared/domain/policy/policies.ts';
import { saidOf, saying } from '../model/policy.ts';
import { DocumentPart } from '../parts/document-part.tsx';
import { Page } from '../parts/page.tsx';
import { SavedBy } from '../parts/saved-by.tsx';
import { editPolicy, policyDocument } from '../state/policy.ts';
import { PolicyRow } from './policy-row.tsx';

/** What the house rules of its desks (G2): every name that a hub may say, in the order of the documentation. */
export function PolicyPage() {
  const { t } = useLingui();
  return (
    <DocumentPart document={policyDocument} unread={t`The rules for desks could not be read`}>
      {(draft) => (
        <Page section="policy" wide actions={<SavedBy document={policyDocument} oldest={0} />}>
          <div className="max-w-240">
            <p className="pb-3 text-2 text-ink-2">
              <Trans>
                Locked counts for everybody at once, and nobody can change it at their desk. Recommended
                counts until somebody chooses themselves. What the computer’s own policy enforces is stronger
                than both. Not said: as it is usual.
              </Trans>
            </p>
            <Areas rules={draft} />
          </div>
        </Page>
      )}
    </DocumentPart>
  );
}

const shown = [...new Set(hubPolicyNames.map((name) => policies[name].area))];

function Areas({ rules }: { readonly rules: HubRules }) {
  const { i18n } = useLingui();
  const locale = i18n.locale === 'zh-CN' ? 'zh-CN' : 'en';
  return shown.map((area) => (
    <section key={area} aria-label={areas[area][locale]} className="pb-4">
      <h2 className="pb-1.5 font-bold text-3">{areas[area][locale]}</h2>
      <div className="rounded-3 border border-line bg-panel">
        {hubPolicyNames
          .filter((name) => policies[name].area === area)
          .map((name) => (
            <PolicyRow
              key={name}
              name={name}
              said={saidOf(rules, name)}
              onChange={(said) => editPolicy((draft) => saying(draft, name, said))}
            />
          ))}
      </div>
    </section>
  ));
}
