import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { checkReply } from '#shared/domain/reply-check/check.ts';
import type { ReplyRules } from '#shared/domain/reply-check/rules.ts';
import { findingText } from '../../../ui/finding-text.ts';
import { TextArea, TextInput } from '../form/inputs.tsx';
import { Row } from '../form/row.tsx';

/** A first reply to somebody, and what the rules as they stand here find in it. */
export function TryReply({ rules }: { readonly rules: ReplyRules }) {
  const { t, i18n } = useLingui();
  const [customer, setCustomer] = useState('');
  const [asked, setAsked] = useState('');
  const [reply, setReply] = useState('');
  const scene = { isFirst: true, customer: customer.trim() || null, unansweredLines: asked.split('\n') };
  const findings = reply.trim() === '' ? null : checkReply(reply, scene, rules);
  return (
    <>
      <Row label={t`Customer’s name`}>
        {(ids) => (
          <TextInput {...ids} value={customer} onChange={(event) => setCustomer(event.target.value)} />
        )}
      </Row>
      <Row label={t`Customer asks`}>
        {(ids) => (
          <TextArea {...ids} rows={2} value={asked} onChange={(event) => setAsked(event.target.value)} />
        )}
      </Row>
      <Row label={t`First reply`}>
        {(ids) => (
          <TextArea {...ids} rows={2} value={reply} onChange={(event) => setReply(event.target.value)} />
        )}
      </Row>
      <div role="status" data-testid="check-findings" className="pl-38 text-2">
        {findings?.length === 0 && (
          <p className="text-ink-2">
            <Trans>Nothing is found.</Trans>
          </p>
        )}
        <ul className="grid gap-1">
          {findings?.map((found) => (
            <li key={found.rule} className="foreign text-warn">
              {i18n._(findingText(found))}{' '}
              <span className="text-ink-3">{found.mode === 'hold' ? t`(held)` : t`(shown)`}</span>
            </li>
          ))}
        </ul>
      </div>
    </>
  );
}
