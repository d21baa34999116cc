import type { Clock } from '#shared/domain/clock.ts';
import { type DeskLink, readLink } from '#shared/domain/link/desk-link.ts';
import type { IpcAnswer, IpcInput, IpcNews } from '#shared/ipc/contract.ts';
import type { ArrivedLink, linkCalls } from '#shared/ipc/links.ts';
import { RefusalError } from '#shared/protocol/errors.ts';
import { isSameHub } from '../connection/hub-address.ts';
import type { Desks } from '../desks.ts';
import type { Log } from '../log.ts';
import type { GivenLink } from './inbox.ts';

/** A link whose account nobody signs in to by then is forgotten: what it was about is over. Milliseconds. */
const goodFor = 15 * 60_000;

export type FollowingOptions = {
  readonly desks: Pick<Desks, 'inView' | 'get' | 'list' | 'show'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Log;
  /** By the rules of the organisation. */
  readonly isAllowed: () => boolean;
  /** To the page in view. */
  readonly tell: (news: IpcNews<'links.arrived'>) => void;
};

export type LinkHandlers = {
  readonly [C in keyof typeof linkCalls]: (input: IpcInput<C>) => IpcAnswer<C>;
};

export type Following = {
  readonly given: (given: GivenLink) => void;
  /** Somebody signed in or out: what waits may go on. */
  readonly changed: () => void;
  /** The page in view has what it begins with. */
  readonly pageIsThere: () => void;
  readonly handlers: LinkHandlers;
};

type Pending = { readonly n: number; readonly at: number; readonly looking: boolean } & (
  | { readonly link: DeskLink }
  | { readonly why: 'managed' | 'link' }
);

/**
 * Where a link goes: to the account that it is of, once somebody is signed in there. It signs nobody in, adds no hub, and brings
 * no other account into view by itself: the page says of it what it is, and a person decides. The last one counts.
 */
export function createFollowing(options: FollowingOptions): Following {
  const { desks, clock, log, tell } = options;
  let count = 0;
  let pending: Pending | null = null;
  let told = '';

  function given({ text, looking }: GivenLink): void {
    count += 1;
    pending = null;
    const came = { n: count, at: clock.now(), looking };
    const read = readLink(text);
    if (!options.isAllowed()) {
      log.warn('a link was refused', { why: 'managed' });
      pending = { ...came, why: 'managed' };
    } else if ('fault' in read) {
      log.warn('a link was refused', { why: read.fault });
      pending = { ...came, why: 'link' };
    } else if (read.link.target.kind !== 'open') {
      log.info('a link came', { kind: read.link.target.kind });
      pending = { ...came, link: read.link };
    }
    const own = count;
    // Who is signed in is known once the keychain has answered.
    void desks.inView().taken.then(() => {
      if (own === count) look();
    });
  }

  /** Says how it stands with it, where that is new. */
  function look(): void {
    if (pending === null) return;
    if (clock.now() - pending.at > goodFor) {
      pending = null;
      return;
    }
    const news = standing(pending);
    if (news === null) return;
    const text = JSON.stringify(news);
    if (text === told) return;
    told = text;
    if (news.state === 'refused' && news.why === 'hub') log.warn('a link was refused', { why: 'hub' });
    tell(news);
  }

  /** Null: it is not known yet. */
  function standing(one: Pending): ArrivedLink | null {
    const { n } = one;
    if ('why' in one) return { n, state: 'refused', why: one.why };
    const { target, hub } = one.link;
    if (target.kind === 'open') return null;
    const inView = desks.inView().id;
    const all = everybody();
    const there = all.filter((each) =>
      hub === null ? each.id === inView : each.hub !== '' && isSameHub(each.hub, hub),
    );
    const signedIn = there.filter(({ state }) => state === 'signed-in');
    const best = signedIn.find(({ id }) => id === inView) ?? signedIn[0];
    if (best?.id === inView) return { n, state: 'here', target, looking: one.looking };
    if (best !== undefined) return { n, state: 'elsewhere', account: best.id, signedOut: false };
    if (there.some(({ state }) => state === 'opening')) return null;
    // Whoever is about to sign in here may be whom it is for.
    if (there.some(({ id }) => id === inView) || all.every(({ state }) => state === 'signed-out'))
      return { n, state: 'waiting' };
    const [other] = there;
    if (other !== undefined) return { n, state: 'elsewhere', account: other.id, signedOut: true };
    return { n, state: 'refused', why: 'hub' };
  }

  /** All accounts of the window, by the hub that they are really at. */
  function everybody() {
    const { all } = desks.list();
    return all.map(({ id, hub, state }) => {
      const account = desks.get(id)?.desk.account();
      return { id, hub: account === undefined ? hub : account.hub, state: account?.state ?? state };
    });
  }

  const current = (n: number): Pending => {
    if (pending === null || pending.n !== n) throw new RefusalError('not_found');
    return pending;
  };

  return {
    given,
    changed: look,
    pageIsThere: () => {
      told = '';
      look();
    },
    handlers: {
      'links.done': ({ n }) => {
        if (pending?.n === n) pending = null;
        return null;
      },
      'links.follow': ({ n }) => {
        const news = standing(current(n));
        if (news?.state !== 'elsewhere') throw new RefusalError('not_found');
        // What was not to be torn from whoever was at work is what they now ask for.
        pending = { ...current(n), looking: false };
        desks.show(news.account);
        return null;
      },
      'links.open': ({ url }) => {
        if ('fault' in readLink(url)) throw new RefusalError({ code: 'bad_request', field: 'url' });
        given({ text: url, looking: false });
        return null;
      },
    },
  };
}
