import { useLingui } from '@lingui/react/macro';
import type { FormEvent } from 'react';
import type { RoutingProfile } from '#shared/domain/routing/profile.ts';
import type { Locale } from '#shared/protocol/fields.ts';
import type { Role } from '#shared/protocol/handshake.ts';
import { languageNames } from '../../../ui/languages.ts';
import { Check, Select, TextInput } from '../form/inputs.tsx';
import { NumberInput } from '../form/number-input.tsx';
import { Part, Row, Rows } from '../form/row.tsx';
import { useRoleNames, useRoleTexts } from '../parts/words.ts';
import type { PersonDraft } from '../state/people.ts';
import { usePlan } from '../state/plan.ts';
import { isEmail, nameTrouble } from './filter.ts';
import { GroupsRow } from './groups-row.tsx';
import { ListedPart } from './listed-part.tsx';
import { SkillsRow } from './skills-row.tsx';

type PersonFormProps = {
  readonly draft: PersonDraft;
  readonly isNew: boolean;
  readonly showErrors: boolean;
  /** Somebody wanted to save it as it is. */
  readonly tried: boolean;
  readonly onChange: (draft: PersonDraft) => void;
  readonly onSave: () => void;
};

/** Everything of a person that an admin decides. Enter saves. */
export function PersonForm({ draft, isNew, showErrors, tried, onChange, onSave }: PersonFormProps) {
  const { t } = useLingui();
  const [roles, roleTexts] = [useRoleNames(), useRoleTexts()];
  const usual = usePlan((s) => s.base?.plan.settings.capacity ?? 20);
  const { profile } = draft;
  const put = (change: Partial<RoutingProfile>) => onChange({ ...draft, profile: { ...profile, ...change } });
  const nameError = { missing: t`It needs a name.`, too_long: t`At most 80 characters.` };
  const trouble = nameTrouble(draft.name);
  const isShown = tried || (showErrors && !isNew);

  function submit(event: FormEvent): void {
    event.preventDefault();
    onSave();
  }

  return (
    <form data-form="person" onSubmit={submit} noValidate>
      <button type="submit" hidden tabIndex={-1} aria-hidden="true" />
      <Part>
        <Row label={t`Name`} error={isShown && trouble !== null ? nameError[trouble] : null}>
          {(ids) => (
            <TextInput
              {...ids}
              data-testid="person-name"
              value={draft.name}
              maxLength={80}
              autoFocus={isNew}
              onChange={(event) => onChange({ ...draft, name: event.target.value })}
            />
          )}
        </Row>
        {isNew && (
          <Row
            label={t`E-mail`}
            hint={t`They sign in with it. It cannot be changed later.`}
            error={tried && !isEmail(draft.email) ? t`This is no e-mail address.` : null}
          >
            {(ids) => (
              <TextInput
                {...ids}
                type="email"
                data-testid="person-email"
                value={draft.email}
                maxLength={254}
                onChange={(event) => onChange({ ...draft, email: event.target.value })}
              />
            )}
          </Row>
        )}
        <Row label={t`Role`} hint={roleTexts[draft.role]}>
          {(ids) => (
            <Select
              {...ids}
              className="w-44"
              data-testid="person-role"
              value={draft.role}
              onChange={(event) => onChange({ ...draft, role: event.target.value as Role })}
            >
              {Object.entries(roles).map(([role, name]) => (
                <option key={role} value={role}>
                  {name}
                </option>
              ))}
            </Select>
          )}
        </Row>
      </Part>
      <Part title={t`What they are given`}>
        <GroupsRow groups={profile.groups} onChange={(groups) => put({ groups })} />
        <SkillsRow skills={profile.skills} onChange={(skills) => put({ skills })} />
        <Rows
          label={t`Languages`}
          hint={profile.languages.length === 0 ? t`None chosen: all languages.` : undefined}
        >
          <div className="flex gap-5">
            {(Object.keys(languageNames) as Locale[]).map((locale) => (
              <Check
                key={locale}
                label={languageNames[locale]}
                checked={profile.languages.includes(locale)}
                onChange={(event) =>
                  put({
                    languages: event.target.checked
                      ? [...profile.languages, locale]
                      : profile.languages.filter((one) => one !== locale),
                  })
                }
              />
            ))}
          </div>
        </Rows>
        <Row label={t`Conversations at once`}>
          {(ids) => (
            <div className="flex items-center gap-2">
              <Select
                {...ids}
                value={profile.capacity === null ? 'usual' : 'own'}
                onChange={(event) => put({ capacity: event.target.value === 'usual' ? null : usual })}
              >
                <option value="usual">{t`As everybody: ${usual}`}</option>
                <option value="own">{t`A number of their own`}</option>
              </Select>
              {profile.capacity !== null && (
                <NumberInput
                  aria-label={t`Conversations at once`}
                  value={profile.capacity}
                  min={1}
                  max={200}
                  onChange={(capacity) => put({ capacity })}
                />
              )}
            </div>
          )}
        </Row>
      </Part>
      <ListedPart name={draft.name} profile={profile} onChange={put} />
    </form>
  );
}
