import type { FileOwner } from './files/index.ts';
import type { Clock } from './platform/clock.ts';
import { createRate, type RateLimit } from './platform/realtime/index.ts';

/** P15, as far as the hub's traffic goes. Durations in milliseconds. */
export type Limits = {
  /** Messages of one visitor, from however many tabs. */
  readonly visitorMessages: RateLimit;
  /** Everything one visitor asks. */
  readonly visitorEvents: RateLimit;
  /** Messages of all visitors behind one address. */
  readonly addressMessages: RateLimit;
  /** Everything one person asks, from all their devices. */
  readonly deskEvents: RateLimit;
  /** What staff write in one conversation, all of them together. */
  readonly conversationWrites: RateLimit;
  /** What one person looks for, as they type. */
  readonly searches: RateLimit;
  /** Orders that one person asks for. */
  readonly orders: RateLimit;
  /** Reports, and what is behind their figures. */
  readonly reports: RateLimit;
  /** How often one may say that one is writing. */
  readonly typing: RateLimit;
  /** Pages that one visitor says they are on. */
  readonly pageViews: RateLimit;
  /** New visitors from one address. */
  /** Steps of a sign-in by the provider, by the address: a whole office may be behind one. */
  readonly signIns: RateLimit;
  readonly registrations: RateLimit;
  /** Files that one visitor begins to send, and that all behind one address do. */
  readonly visitorFiles: RateLimit;
  readonly addressFiles: RateLimit;
  /** Pieces of files, and asking for links, of anybody. */
  readonly filePieces: RateLimit;
  /** Reports of crashes that one person’s desks send, taken or not. */
  readonly crashes: RateLimit;
  /** Wrong passwords: per person and address, and per address and day. */
  readonly guessing: { readonly perPerson: number; readonly perAddress: number };
};

export const defaultLimits: Limits = {
  visitorMessages: { points: 60, duration: 10_000 },
  visitorEvents: { points: 240, duration: 10_000 },
  addressMessages: { points: 1200, duration: 10_000 },
  deskEvents: { points: 2000, duration: 10_000 },
  conversationWrites: { points: 300, duration: 10_000 },
  searches: { points: 60, duration: 10_000 },
  orders: { points: 60, duration: 10_000 },
  reports: { points: 60, duration: 10_000 },
  typing: { points: 20, duration: 10_000 },
  pageViews: { points: 60, duration: 10_000 },
  signIns: { points: 1200, duration: 60_000 },
  registrations: { points: 120, duration: 60_000 },
  visitorFiles: { points: 60, duration: 600_000 },
  addressFiles: { points: 1200, duration: 600_000 },
  filePieces: { points: 400, duration: 10_000 },
  crashes: { points: 40, duration: 3600_000 },
  guessing: { perPerson: 10, perAddress: 100 },
};

type Admit = (actor: { readonly id: string }, event: string, address: string) => number;

/** Each answers 0, or the milliseconds to wait. */
export function createRates(clock: Clock, given: Partial<Limits> = {}) {
  const limits = { ...defaultLimits, ...given };
  const messages = createRate(limits.visitorMessages, clock);
  const events = createRate(limits.visitorEvents, clock);
  const addresses = createRate(limits.addressMessages, clock);
  const desks = createRate(limits.deskEvents, clock);
  const conversations = createRate(limits.conversationWrites, clock);
  const searches = createRate(limits.searches, clock);
  const orders = createRate(limits.orders, clock);
  const reports = createRate(limits.reports, clock);
  const typing = createRate(limits.typing, clock);
  const pageViews = createRate(limits.pageViews, clock);
  const registrations = createRate(limits.registrations, clock);
  const signIns = createRate(limits.signIns, clock);

  const crashes = createRate(limits.crashes, clock);
  const visitorFiles = createRate(limits.visitorFiles, clock);
  const addressFiles = createRate(limits.addressFiles, clock);
  const filePieces = createRate(limits.filePieces, clock);

  const visitor: Admit = ({ id }, event, address) => {
    if (event === 'typing') return typing.take(id);
    if (event === 'page.view') return pageViews.take(id);
    const wait = events.take(id);
    if (wait > 0 || event !== 'message.send') return wait;
    return messages.take(id) || addresses.take(address);
  };
  const own: Partial<Record<string, typeof desks>> = {
    typing,
    search: searches,
    'customer.find': searches,
    'orders.pull': orders,
    'reports.ask': reports,
    'reports.behind': reports,
    'reports.explain': reports,
  };
  const desk: Admit = ({ id }, event) => (own[event] ?? desks).take(id);
  return {
    visitor,
    desk,
    /** Counted once the writer is known to have the right: nobody uses up what is others'. */
    conversation: (conversationId: string) => conversations.take(conversationId),
    files: ({ kind, id }: FileOwner, what: 'begin' | 'piece' | 'links', address: string) => {
      if (what !== 'begin') return filePieces.take(id);
      return kind === 'person' ? desks.take(id) : visitorFiles.take(id) || addressFiles.take(address);
    },
    crash: (personId: string) => crashes.take(personId),
    signIn: (address: string) => signIns.take(address),
    register: (address: string) => registrations.take(address),
  };
}
