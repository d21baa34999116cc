import type { Conversation } from '#shared/domain/conversation.ts';
import { newId } from '#shared/domain/key.ts';
import type { ConversationRow } from '#shared/ipc/conversations.ts';
import { createSlice } from './slice.ts';
import { ofAccount, remember, remembered } from './storage.ts';

/** What is left in the list. All that is said must hold; what is not said lets everything through. */
export type Filter = {
  readonly unread?: true;
  /** The customer waits for an answer. */
  readonly waiting?: true;
  /** Something is typed or not sent. */
  readonly draft?: true;
  readonly priority?: true;
  readonly language?: Conversation['visitor']['locale'];
  /** Id of a group. */
  readonly group?: string;
};

/** In which order one's own and others' stand. */
export type ListOrder = 'urgency' | 'latest';

export type View = {
  readonly id: string;
  readonly name: string;
  readonly filter: Filter;
  readonly order: ListOrder;
};

type Views = {
  readonly filter: Filter;
  readonly order: ListOrder;
  /** Those that this person has saved. */
  readonly saved: readonly View[];
};

/** How many views one may save. */
export const maxViews = 20;

export const useViews = createSlice<Views>({ filter: {}, order: 'urgency', saved: [] });

export function passes(
  { conversation, unread, draft, pending, refused }: ConversationRow,
  filter: Filter,
): boolean {
  if (filter.unread && unread === 0) return false;
  if (filter.waiting && conversation.waitingSince === null) return false;
  if (filter.draft && draft === '' && pending === 0 && !refused) return false;
  if (filter.priority && conversation.priority === 0) return false;
  if (filter.language !== undefined && conversation.visitor.locale !== filter.language) return false;
  return filter.group === undefined || conversation.group?.id === filter.group;
}

export function isFiltered(filter: Filter): boolean {
  return Object.keys(filter).length > 0;
}

/** Sets one condition, or takes it away. */
export function setFilter<K extends keyof Filter>(name: K, value: Filter[K] | undefined): void {
  const { [name]: _, ...rest } = useViews.getState().filter;
  useViews.setState({ filter: value === undefined ? rest : { ...rest, [name]: value } });
}

export function clearFilter(): void {
  useViews.setState({ filter: {} });
}

export function setOrder(order: ListOrder): void {
  useViews.setState({ order });
}

export function showView({ filter, order }: View): void {
  useViews.setState({ filter, order });
}

/** Keeps what is shown now under a name; the same name again replaces it. */
export function saveView(name: string): void {
  const { filter, order, saved } = useViews.getState();
  const view = { id: newId(), name, filter, order };
  const others = saved.filter((one) => one.name !== name);
  useViews.setState({ saved: [...others, view].slice(-maxViews) });
}

export function forgetView(id: string): void {
  useViews.setState((s) => ({ saved: s.saved.filter((one) => one.id !== id) }));
}

/** Takes up what this person had, and keeps what changes. The returned function ends it. */
export function followViews(owner: string): () => void {
  const kept = remembered(ofAccount('views')) as {
    readonly owner?: unknown;
    readonly views?: unknown;
  } | null;
  if (kept?.owner === owner) useViews.setState(readViews(kept.views));
  return useViews.subscribe((views) => remember(ofAccount('views'), { owner, views }));
}

/** What is sound of something that was kept. */
export function readViews(kept: unknown): Views {
  const { filter, order, saved } = (kept ?? {}) as Readonly<Record<string, unknown>>;
  const views = (Array.isArray(saved) ? saved : []).flatMap(
    (one: Readonly<Record<string, unknown>> | null) =>
      typeof one?.id === 'string' && typeof one.name === 'string'
        ? [
            {
              id: one.id,
              name: one.name.slice(0, 40),
              filter: readFilter(one.filter),
              order: readOrder(one.order),
            },
          ]
        : [],
  );
  return { filter: readFilter(filter), order: readOrder(order), saved: views.slice(0, maxViews) };
}

function readOrder(kept: unknown): ListOrder {
  return kept === 'latest' ? 'latest' : 'urgency';
}

function readFilter(kept: unknown): Filter {
  const { unread, waiting, draft, priority, language, group } = (kept ?? {}) as Readonly<
    Record<string, unknown>
  >;
  return {
    ...(unread === true && { unread }),
    ...(waiting === true && { waiting }),
    ...(draft === true && { draft }),
    ...(priority === true && { priority }),
    ...((language === 'en' || language === 'zh-CN') && { language }),
    ...(typeof group === 'string' && { group }),
  };
}
