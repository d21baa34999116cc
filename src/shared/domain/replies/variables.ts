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

/** The reply in parts, with what is known put in: one pass, so that what is put in is never read again. */
export function fillParts(text: string, facts: Facts): ReplyPart[] {
  const parts: ReplyPart[] = [];
  let at = 0;
  const plain = (to: number) => {
    if (to > at) parts.push({ kind: 'text', text: text.slice(at, to) });
  };
  for (const match of text.matchAll(token)) {
    plain(match.index);
    const [raw, written = '', fallback] = match;
    const name = nameOfVariable(written);
    const fact = Object.hasOwn(facts, name) ? facts[name]?.trim() : '';
    if (fact) parts.push({ kind: 'filled', text: fact, name, by: 'fact' });
    else if (fallback === undefined) parts.push({ kind: 'unfilled', text: raw, name });
    else parts.push({ kind: 'filled', text: fallback.trim(), name, by: 'fallback' });
    at = match.index + raw.length;
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

/** Variables that still stand in a text that is about to be sent, as they are written there. */
export function unfilledIn(text: string): string[] {
  return [...text.matchAll(token)].map(([raw]) => raw);
}

/** Where the first of them stands, for the cursor to go to; null where there is none. */
export function firstUnfilled(text: string): { readonly from: number; readonly to: number } | null {
  const [first] = text.matchAll(token);
  return first === undefined ? null : { from: first.index, to: first.index + first[0].length };
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
