import type { PolicyReport } from '#shared/domain/policy/effective.ts';
import { hubPolicyNames, type Ruling } from '#shared/domain/policy/hub-rules.ts';
import { type PolicyName, readPolicy } from '#shared/domain/policy/policies.ts';

/** What the hub of an account rules; `account`: its place among the accounts. */
export type AccountRuling = { readonly account: number; readonly ruling: Ruling };

/**
 * Policies as their page shows them for the account in view, and beside that what each account's hub has said: IT sees who said a value,
 * what it overruled, and that another account goes by another hub. They are IT's own words, of a list of names; the person's choices are
 * values of lists. A file's folder may be named after somebody.
 */
export function policyOf({ effective, ignored }: PolicyReport, rulings: readonly AccountRuling[]) {
  return {
    effective: effective.map(({ name, value, source, from, locked, overruled }) => ({
      ...{ name, source, locked },
      // What a person typed themselves, a proxy's address say, is not IT's word.
      value: source === 'user' && isTyped(name) ? '(left out)' : value,
      from: placed(from),
      overruled: overruled.map((one) => ({ source: one.source, from: placed(one.from) })),
    })),
    hubs: rulings.map(({ account, ruling: { hub, rules } }) => ({
      account,
      hub: placed(hub),
      locked: said(rules.locked),
      recommended: said(rules.recommended),
      required: rules.desk ?? null,
    })),
    // A name that is none of ours may be anything.
    ignored: ignored.map(({ name, from, why }) => ({
      ...{ why, from: placed(from) },
      name: /^[A-Z][A-Za-z]{1,40}$/.test(name) ? name : '(left out)',
    })),
  };
}

const placed = (from: string | null) => (from === null ? null : from.replace(/^.*[/\\]/, ''));

/** A hub may send anything: what it may say, as it can be said. The rest is among what was ignored. */
function said(values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    hubPolicyNames.flatMap((name) => {
      const read = Object.hasOwn(values, name) ? readPolicy(name, values[name]) : null;
      return read === null || 'why' in read ? [] : [[name, read.value]];
    }),
  );
}

const isTyped = (name: PolicyName): boolean =>
  ['ProxyServer', 'ProxyPacUrl', 'ProxyBypass', 'CertificateAuthorities'].includes(name);
