import type * as z from 'zod/mini';
import { accountCalls, accountNews } from './account.ts';
import { accountsCalls, accountsNews } from './accounts.ts';
import { adminIpcCalls } from './admin.ts';
import { alertCalls, alertNews } from './alerts.ts';
import { appCalls, appNews } from './app.ts';
import { auditCalls, auditNews } from './audit.ts';
import { boardCalls, boardIpcNews } from './board.ts';
import { conversationCalls, conversationNews } from './conversations.ts';
import { customerCalls, customerNews } from './customers.ts';
import { fileCalls, fileNews } from './files.ts';
import { autostartCalls, linkCalls, linkNews } from './links.ts';
import { networkCalls, networkNews } from './network.ts';
import { policyCalls } from './policy.ts';
import { qualityCalls, qualityNews } from './quality.ts';
import { replyCalls, replyNews } from './replies.ts';
import { reportCalls } from './reports.ts';
import { routingCalls, routingNews } from './routing.ts';
import { searchCalls } from './search.ts';
import { sessionCalls, sessionIpcNews } from './sessions.ts';
import { superviseCalls, superviseIpcNews } from './supervise.ts';
import { supportCalls } from './support.ts';
import { trainingCalls } from './training.ts';
import { updateCalls, updateNews } from './updates.ts';
import { watchCalls, watchNews } from './watch.ts';

/**
 * Everything that passes between the renderer and main, one file a domain. Main validates both the
 * input and that the sender is our own page; the renderer derives its types from here and loads
 * none of it. What is not in these tables is refused.
 */
export const ipcCalls = {
  ...appCalls,
  ...accountCalls,
  ...accountsCalls,
  ...conversationCalls,
  ...routingCalls,
  ...superviseCalls,
  ...trainingCalls,
  ...alertCalls,
  ...searchCalls,
  ...replyCalls,
  ...qualityCalls,
  ...reportCalls,
  ...customerCalls,
  ...adminIpcCalls,
  ...auditCalls,
  ...sessionCalls,
  ...fileCalls,
  ...boardCalls,
  ...networkCalls,
  ...policyCalls,
  ...linkCalls,
  ...autostartCalls,
  ...updateCalls,
  ...watchCalls,
  ...supportCalls,
} as const;
export const ipcNews = {
  ...appNews,
  ...accountNews,
  ...accountsNews,
  ...conversationNews,
  ...routingNews,
  ...superviseIpcNews,
  ...fileNews,
  ...alertNews,
  ...replyNews,
  ...customerNews,
  ...boardIpcNews,
  ...networkNews,
  ...updateNews,
  ...linkNews,
  ...watchNews,
  ...qualityNews,
  ...auditNews,
  ...sessionIpcNews,
} as const;

export type IpcCall = keyof typeof ipcCalls;
export type IpcInput<C extends IpcCall> = z.infer<(typeof ipcCalls)[C]['input']>;
export type IpcAnswer<C extends IpcCall> = z.infer<(typeof ipcCalls)[C]['answer']>;

export type IpcNewsName = keyof typeof ipcNews;
export type IpcNews<N extends IpcNewsName> = z.infer<(typeof ipcNews)[N]>;

/** What the preload script puts on `window.yingke`; `Answer` is of `protocol/errors.ts`. */
export type YingkeBridge = {
  /** Never rejects: a refusal is an answer. */
  readonly call: (name: string, input: unknown) => Promise<unknown>;
  /** Listens to all news; the returned function ends it. */
  readonly onNews: (listener: (name: string, payload: unknown) => void) => () => void;
};
