/**
 * `{{customer.name|there}}` in a reply: what stands there is filled in when the reply is inserted, the words after
 * the bar where nothing is known. What cannot be filled stays as it is, for everybody to see.
 */
const token = /\{\{\s*([\p{L}\w][\p{L}\p{M}\w.\- ]{0,60}?)\s*(?:\|([^{}|]{0,200}))?\}\}/gu;

/** Names of other programs for the same thing: Rocket.Chat says contact, LHC nick. */
const others: Readonly<Record<string, string>> = {
  'contact.name': 'customer.name',
  'contact.email': 'customer.email',
  'contact.phone': 'customer.phone',
  'visitor.name': 'customer.name',
  'visitor.email': 'customer.email',
  'visitor.phone': 'customer.phone',
  'user.name': 'agent.name',
  'user.email': 'agent.email',
};

/** What is known, by name in lower case; null or empty is the same as not known. */
export type Facts = Readonly<Record<string, string | null | undefined>>;

export type ReplyPart =
  | { readonly kind: 'text'; readonly text: string }
  /** Was `raw`; `by` says whether the fact or the words after the bar stand there now. */
  | {
      readonly kind: 'filled';
      readonly text: string;
      readonly name: string;
      readonly by: 'fact' | 'fallback';
    }
  /** Nothing is known and nothing was said for that case: it stands there as it was written. */
  | { readonly kind: 'unfilled'; readonly text: string; readonly name: string };

/** The name by which it is known here. */
export function nameOfVariable(written: string): string {
  const name = written.trim().toLowerCase();
  return Object.hasOwn(others, name) ? (others[name] ?? name) : name;
}

/** A variable as it stands in a text. */
export type Variable = {
  readonly from: number;
  readonly to: number;
  readonly name: string;
  readonly fallback: string | undefined;
};

export function variablesIn(text: string): Variable[] {
  return [...text.matchAll(token)].map(({ index, 0: raw, 1: written = '', 2: fallback }) => ({
    ...{ from: index, to: index + raw.length, name: nameOfVariable(written) },
    fallback: fallback?.trim(),
  }));
}

/** The reply in parts, with what is known put in: one pass, so that what is put in is never read again. */
export function fillParts(text: string, facts: Facts): ReplyPart[] {
  const parts: ReplyPart[] = [];
  let at = 0;
  const plain = (to: number) => {
    if (to > at) parts.push({ kind: 'text', text: text.slice(at, to) });
  };
  for (const { from, to, name, fallback } of variablesIn(text)) {
    plain(from);
    const fact = Object.hasOwn(facts, name) ? facts[name]?.trim() : '';
    if (fact) parts.push({ kind: 'filled', text: fact, name, by: 'fact' });
    else if (fallback === undefined) parts.push({ kind: 'unfilled', text: text.slice(from, to), name });
    else parts.push({ kind: 'filled', text: fallback, name, by: 'fallback' });
    at = to;
  }
  plain(text.length);
  return parts;
}

export type Filled = { readonly text: string; readonly unfilled: readonly string[] };

/** The reply as it is inserted, and the names of what could not be filled. */
export function fill(text: string, facts: Facts): Filled {
  const parts = fillParts(text, facts);
  return {
    text: parts.map((part) => part.text).join(''),
    unfilled: parts.filter((part) => part.kind === 'unfilled').map((part) => part.name),
  };
}

/** The same, but what is called `later` stays as it is written: it is asked for, and filled when it is known. */
export function fillAllBut(later: string, text: string, facts: Facts): string {
  let [done, at] = ['', 0];
  for (const { from, to, name } of variablesIn(text)) {
    if (name !== later) continue;
    done += fill(text.slice(at, from), facts).text + text.slice(from, to);
    at = to;
  }
  return done + fill(text.slice(at), facts).text;
}

/** Variables that still stand in a text that is about to be sent, as they are written there. */
export function unfilledIn(text: string): string[] {
  return variablesIn(text).map(({ from, to }) => text.slice(from, to));
}

/** Where the first of them stands, for the cursor to go to; null where there is none. */
export function firstUnfilled(text: string): { readonly from: number; readonly to: number } | null {
  const [first] = variablesIn(text);
  return first === undefined ? null : { from: first.from, to: first.to };
}

/** What the editor offers; a customer's own fields are named `customer.…` beside them. */
export const variableNames = [
  'customer.name',
  'customer.email',
  'customer.phone',
  'customer.company',
  'agent.name',
  'agent.email',
  'order.id',
  'page.title',
  'shop.name',
] as const;
export type VariableName = (typeof variableNames)[number];
