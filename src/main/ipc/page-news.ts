import type { IpcNews, IpcNewsName } from '#shared/ipc/contract.ts';
import type { TellNews } from '../seat.ts';
import { createNews } from './news.ts';

/** They come of a click outside of the page, which may have to be made first. */
const focuses: readonly IpcNewsName[] = ['conversations.focus', 'watch.focus', 'quality.focus'];

export type PageNews = {
  /** News of an account. Those of one that is not in view go nowhere: its page reads everything anew. */
  readonly tell: <N extends IpcNewsName>(account: string, name: N, payload: IpcNews<N>) => void;
  /** From now on the page of this account is in the window, or on its way there. */
  readonly turnTo: (account: string) => void;
  /** The page of this account has what it begins with. */
  readonly listens: (account: string) => void;
};

/**
 * News to the one page. Each carries the account that it is of, and the page hears only its own: what was on its way
 * when the window turned to another account reaches nobody.
 */
export function createPageNews(options: {
  readonly inView: string;
  readonly send: (account: string, name: IpcNewsName, payload: unknown) => void;
}): PageNews {
  let current = pageOf(options.inView);

  function pageOf(account: string) {
    const tell: TellNews = createNews((name, payload) => options.send(account, name, payload));
    return { account, tell, focus: null as (() => void) | null, isListening: false };
  }

  return {
    tell: (account, name, payload) => {
      if (account !== current.account) return;
      // A page that is still being read would miss what it is to show first.
      const { tell, isListening } = current;
      if (focuses.includes(name) && !isListening) current.focus = () => tell(name, payload);
      else tell(name, payload);
    },
    turnTo: (account) => {
      current = pageOf(account);
    },
    listens: (account) => {
      if (account !== current.account) return;
      current.isListening = true;
      const { focus } = current;
      current.focus = null;
      // Behind the answer that the page is about to get.
      if (focus !== null) setImmediate(focus);
    },
  };
}
