import { variablesIn } from '#shared/domain/replies/variables.ts';
import { composingOf, setComposing } from '../../../../state/composing.ts';
import { draftOf, setDraft } from '../../../../state/drafts.ts';
import { openOrders, orderIn, useOrders } from '../../../../state/orders.ts';
import { createSlice } from '../../../../state/slice.ts';
import { typeInto } from '../../../../ui/type-into.ts';

/** Where an order's number goes. Its customer's orders are asked for only by who needs them. */
export const orderVariable = 'order.id';

/** Conversations whose order is being asked for, for a text that names it; `unknown`: there was none. */
const useLate = createSlice<{ readonly of: ReadonlyMap<string, 'asking' | 'unknown'> }>({ of: new Map() });

export function useLateOrder(conversationId: string): 'asking' | 'unknown' | null {
  return useLate((s) => s.of.get(conversationId) ?? null);
}

/** The text names an order, none is known, and nobody has said that this house has none. */
export function isOrderAwaited(conversationId: string, text: string): boolean {
  if (orderIn(conversationId) !== null || places(text).length === 0) return false;
  const last = useOrders.getState().of.get(conversationId)?.last ?? null;
  return last === null || !('state' in last) || last.state !== 'off';
}

/** Asks, and puts the number where the text names it; the words after the bar where there is none. */
export async function askForOrder(conversationId: string, field: HTMLTextAreaElement): Promise<void> {
  put(conversationId, 'asking');
  let isComposing = false;
  const on = new AbortController();
  const { signal } = on;
  for (const name of ['compositionstart', 'compositionend'])
    field.addEventListener(
      name,
      () => {
        isComposing = name === 'compositionstart';
      },
      { signal },
    );
  // What is being inserted stands in the field right after this.
  await Promise.resolve();
  const inserted = field.value;
  await openOrders(conversationId);
  // Nothing is written into a text while a word of it is being composed.
  if (isComposing)
    await new Promise((resolve) => field.addEventListener('compositionend', resolve, { once: true, signal }));
  on.abort();
  const number = orderIn(conversationId)?.id;
  const before = textOf(conversationId);
  const known = places(before).filter(({ fallback }) => (number ?? fallback) !== undefined);
  const hasCaret = document.activeElement === field && field.value === before;
  const [first] = places(before);
  if (known.length === 0) {
    // Nobody has written on: the caret marks what is missing.
    if (hasCaret && before === inserted && first !== undefined) field.setSelectionRange(first.from, first.to);
  } else if (hasCaret) typeNumbers(field, known, number);
  else setTextOf(conversationId, withNumbers(before, known, number));
  put(conversationId, known.length < places(before).length ? 'unknown' : null);
}

type Place = ReturnType<typeof places>[number];

function places(text: string) {
  return variablesIn(text).filter(({ name }) => name === orderVariable);
}

function withNumbers(text: string, all: readonly Place[], number: string | undefined): string {
  return all.reduceRight(
    (done, { from, to, fallback = '' }) => done.slice(0, from) + (number ?? fallback) + done.slice(to),
    text,
  );
}

/** As if they were typed, so that they can be undone; the caret stays in its word. */
function typeNumbers(field: HTMLTextAreaElement, all: readonly Place[], number: string | undefined): void {
  const moved = (caret: number) =>
    all.reduce((at, { from, to, fallback = '' }) => {
      const grows = (number ?? fallback).length - (to - from);
      return caret >= to ? at + grows : caret > from ? at + Math.max(from - caret, 0) : at;
    }, caret);
  const [start, end] = [moved(field.selectionStart), moved(field.selectionEnd)];
  for (const { from, to, fallback = '' } of all.toReversed())
    typeInto(field, { from, to }, number ?? fallback, { from: start - from, to: end - from });
}

function textOf(conversationId: string): string {
  const { mode, editing } = composingOf(conversationId);
  return editing?.text ?? draftOf(conversationId, mode === 'note' ? 'note' : 'message');
}

function setTextOf(conversationId: string, text: string): void {
  const { mode, editing } = composingOf(conversationId);
  if (editing !== null) setComposing(conversationId, { editing: { ...editing, text } });
  else setDraft(conversationId, text, mode === 'note' ? 'note' : 'message');
}

function put(conversationId: string, state: 'asking' | 'unknown' | null): void {
  useLate.setState(({ of }) => {
    const next = new Map(of);
    if (state === null) next.delete(conversationId);
    else next.set(conversationId, state);
    return { of: next };
  });
}
