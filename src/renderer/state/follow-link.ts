import type { FoundCustomer } from '#shared/ipc/customers.ts';
import type { ArrivedLink } from '#shared/ipc/links.ts';
import { call, refusedWith, tell } from '../bridge/bridge.ts';
import { isAtWork } from './at-work.ts';
import { useConversations } from './conversations.ts';
import { useDeskApp } from './desk-app.ts';
import { openConversation } from './jump.ts';
import { type LinkStep, useLinks } from './links.ts';
import { showPart, usePart } from './part.ts';
import { useTabs } from './tabs.ts';

type Here = Extract<ArrivedLink, { readonly state: 'here' }>;

/** What came: at once where nobody is in the middle of something, else when they say so. */
export function beginLink(link: Here): void {
  const isDial = link.target.kind === 'dial';
  const isHeld = isAtWork(link.looking);
  if (isHeld) step(link, { at: 'held' });
  // Who calls is worth knowing before one leaves what one is at.
  if (isHeld && isDial) void nameCaller(link);
  if (!isHeld) void goOn(link);
}

/** Shows what the link names. What the hub has to be asked waits for it. */
export async function goOn(link: Here): Promise<void> {
  step(link, { at: 'finding' });
  await listIsThere();
  try {
    if (link.target.kind === 'conversation') await show(link, link.target.conversationId);
    else await showFound(link, await find(link));
  } catch (error) {
    const refusal = refusedWith(error);
    if (refusal.code === 'unavailable') step(link, { at: 'away' });
    else step(link, { at: 'failed', refusal });
  }
}

export async function showFound(link: Here, found: readonly FoundCustomer[]): Promise<void> {
  const [who] = found;
  if (who === undefined) step(link, { at: 'nobody' });
  else if (found.length > 1) step(link, { at: 'several', found });
  else await showCustomer(link, who);
}

export async function showCustomer(link: Here, who: FoundCustomer): Promise<void> {
  if (isCurrent(link)) useLinks.setState({ who });
  await show(link, who.conversation.id);
}

async function show(link: Here, conversationId: string): Promise<void> {
  if (!isCurrent(link)) return;
  const { active } = useTabs.getState();
  const back = usePart.getState().part === 'conversations' && active !== conversationId ? active : null;
  await openConversation(conversationId);
  step(link, { at: 'shown', conversationId, back });
  tell('links.done', { n: link.n });
}

async function find({ target }: Here): Promise<readonly FoundCustomer[]> {
  if (target.kind === 'conversation') return [];
  const of = target.kind === 'dial' ? { number: target.number } : { customerId: target.customerId };
  return (await call('customers.find', { of })).found;
}

async function nameCaller(link: Here): Promise<void> {
  // Where the hub is away the number alone is said.
  const found = await find(link).catch(() => []);
  const [who] = found;
  if (who !== undefined && found.length === 1 && isCurrent(link)) useLinks.setState({ who });
}

/** Back where one was. */
export function goBack(conversationId: string): void {
  showPart('conversations');
  void openConversation(conversationId).catch(() => undefined);
  putLinkAway();
}

export function putLinkAway(): void {
  const { arrived } = useLinks.getState();
  if (arrived === null) return;
  useLinks.setState({ arrived: null, who: null });
  tell('links.done', { n: arrived.n });
}

/** It is tried again when the line is back. The returned function ends it. */
export function followLine(link: Here): () => void {
  return useDeskApp.subscribe((now, before) => {
    const isBack = now.connection.state === 'connected' && before.connection.state !== 'connected';
    if (isBack && isCurrent(link) && useLinks.getState().step.at === 'away') void goOn(link);
  });
}

const isCurrent = ({ n }: Here): boolean => useLinks.getState().arrived?.n === n;

function step(link: Here, to: LinkStep): void {
  if (isCurrent(link)) useLinks.setState({ step: to });
}

/** A tab that is opened before the list is there would be one of nothing. */
function listIsThere(): Promise<void> {
  return new Promise((resolve) => {
    if (useConversations.getState().state !== 'loading') {
      resolve();
      return;
    }
    const end = useConversations.subscribe(({ state }) => {
      if (state === 'loading') return;
      end();
      resolve();
    });
  });
}
