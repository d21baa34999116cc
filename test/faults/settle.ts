import type { DeskProcess } from './desk-process.ts';
import type { Stage } from './stage.ts';
import type { TrueConversation } from './truth.ts';

/** Waits until everybody has everything, or says who has not. */

export type Settled = {
  /** Milliseconds. */
  readonly took: number;
  /** Who is behind and with what, empty when all is well. */
  readonly behind: readonly string[];
};

/** Gives up after `limit` milliseconds. */
export async function settle(stage: Stage, limit: number): Promise<Settled> {
  const from = Date.now();
  for (;;) {
    const news = stage.news();
    const behind = await whoIsBehind(stage);
    const took = Date.now() - from;
    if (behind.length === 0 || took > limit) return { took, behind };
    await news;
  }
}

async function whoIsBehind(stage: Stage): Promise<string[]> {
  const conversations = stage.truth.conversations();
  const [desks, windows] = await Promise.all([
    Promise.all(stage.desks.map((desk) => deskBehind(stage, desk, conversations))),
    Promise.all(stage.windows.map((window) => windowBehind(window, conversations))),
  ]);
  const hub = stage.hub.complaint();
  return [...(hub === null ? [] : [hub]), ...desks.flat(), ...windows.flat()];
}

async function deskBehind(
  stage: Stage,
  desk: DeskProcess,
  all: readonly TrueConversation[],
): Promise<string[]> {
  const complaint = desk.complaint();
  if (complaint !== null) return [complaint];
  const where = await desk.where();
  const behind: string[] = [];
  if (where.connection !== 'connected') behind.push(`its line is ${where.connection}`);
  if (where.pending > 0) behind.push(`${where.pending} messages are on their way`);
  const { id, role } = stage.personOf(desk);
  const isFor = (one: TrueConversation) =>
    role !== 'agent' || one.agentId === null || one.owners.includes(id);
  for (const one of all.filter(isFor)) {
    const held = where.conversations.find((each) => each.id === one.id)?.last ?? 0;
    if (held < one.lastSeq) behind.push(`has ${held} of ${one.lastSeq} in ${one.id}`);
  }
  for (const held of where.conversations) {
    const one = all.find((each) => each.id === held.id);
    if (one === undefined || !isFor(one)) behind.push(`shows ${held.id}, which is not for it`);
    if (held.refused) behind.push(`a message into ${held.id} was refused`);
  }
  return behind.map((what) => `${desk.name}: ${what}`);
}

async function windowBehind(
  window: Stage['windows'][number],
  all: readonly TrueConversation[],
): Promise<string[]> {
  const where = await window.where();
  const behind: string[] = [];
  if (where.line !== 'online') behind.push(`its line is ${where.line}`);
  if (where.waiting.length > 0)
    behind.push(`${where.waiting.length} messages are on their way (${where.waiting})`);
  if (where.refused > 0) behind.push(`${where.refused} messages were refused`);
  if (where.memoryOnly) behind.push('keeps nothing');
  const shown = all.find(({ id }) => id === where.conversationId);
  const latest = all.findLast(({ visitorId }) => visitorId === shown?.visitorId);
  if (shown === undefined) {
    if (window.written().length > 0) behind.push('shows no conversation');
  } else if (latest !== undefined && latest.id !== shown.id)
    behind.push(`shows ${shown.id} instead of ${latest.id}`);
  else if (where.last < shown.lastPublicSeq)
    behind.push(`has ${where.last} of ${shown.lastPublicSeq} in ${shown.id}`);
  return behind.map((what) => `${window.name}: ${what}`);
}
