import { changesIn } from '#shared/domain/changes.ts';
import type { Contact, PublicEntry } from '#shared/domain/entry.ts';
import { newId } from '#shared/domain/key.ts';
import type { Quote } from '#shared/domain/public-entry.ts';
import { RefusalError } from '#shared/protocol/errors.ts';
import type { Locale } from '#shared/protocol/fields.ts';
import { maxTypingLength } from '#shared/protocol/limits.ts';
import type { QueueState, Service } from '#shared/protocol/service.ts';
import type { PublicConversation } from '#shared/protocol/visitor.ts';
import type { PanelHost } from '../contract.ts';
import type { FilesDoor, FilesModule, OutboxFile } from '../files/contract.ts';
import { rememberedKey } from '../remembered.ts';
import { type Way, waysOut } from '../ways.ts';
import { createAbsence } from './absence.ts';
import { browserClock } from './clock.ts';
import { createIdentity } from './identity.ts';
import { createLine, type LineState } from './line.ts';
import { createOutbox, type OutboxItem } from './outbox.ts';
import { openOutboxStore } from './outbox-store.ts';
import { pageNow } from './page.ts';
import { type RatingState, ratingIn } from './rating.ts';
import { type Choice, createReception, type Stand, standOf } from './reception.ts';
import { siteSays } from './site.ts';
import { joinTabs } from './tabs.ts';
import { createTranscript } from './transcript.ts';
import { createTypingSender, createTypist } from './typing.ts';

/** What the panel shows. Made anew whenever something of it has changed. */
export type View = {
  readonly locale: Locale;
  readonly line: LineState;
  readonly workspace: string | null;
  readonly conversation: PublicConversation | null;
  readonly entries: readonly PublicEntry[];
  readonly outbox: readonly OutboxItem[];
  /** How far the house has read, by conversation; in `publicSeq`. */
  readonly houseSeen: Readonly<Record<string, number>>;
  /** A conversation is there but has not been read in yet. */
  readonly loading: boolean;
  /** Nothing that is written here outlives the page. */
  readonly memoryOnly: boolean;
  /** The hub has been away for so long that other ways are offered (C8). */
  readonly longAway: boolean;
  readonly ways: readonly Way[];
  /** What the hub said last of what can be expected; null before it has said anything. */
  readonly service: Service | null;
  readonly stand: Stand;
  /** Of this conversation; as it was when the line was lost, while it is. */
  readonly queue: QueueState | null;
  readonly chosen: Choice | null;
  readonly contact: Contact;
  readonly rating: RatingState | null;
  /** Name of who is writing to the visitor. */
  readonly typing: string | null;
  /** The visitor wants no sound. */
  readonly quiet: boolean;
  /** What is written is shown to who serves the visitor, before it is sent. */
  readonly previews: boolean;
};

export type Model = ReturnType<typeof createModel>;
export type Heard = (line: { readonly from: string; readonly text: string }, looking: boolean) => void;

/** Wires the line, the outbox and the transcript together; the only place that knows all three. */
export function createModel(
  host: Pick<PanelHost, 'base' | 'locale' | 'site' | 'unread' | 'emit'>,
  changed: () => void,
  onStranger = (): void => {},
  onHeard: Heard = () => {},
  /** Rejects where it cannot be had now. */
  loadFiles = (): Promise<FilesModule> => Promise.reject(new Error('no part for files')),
) {
  const { base } = host;
  const name = `yingke:${base}`;
  const clock = browserClock;
  const random = Math.random;
  let locale = host.locale;
  let workspace: string | null = null;
  let memoryOnly = false;
  let looking = false;
  /** Until the first catching up is over, what comes in is history and no news. */
  let settled = false;
  let houseSeen: View['houseSeen'] = {};
  /** What the hub has of how far the visitor has read. */
  let told = '';

  function seenByHouse(conversationId: string, publicSeq: number): void {
    if (publicSeq <= (houseSeen[conversationId] ?? 0)) return;
    houseSeen = { ...houseSeen, [conversationId]: publicSeq };
    changed();
  }

  const onMemoryOnly = (): void => {
    memoryOnly = true;
    changed();
  };
  const tabs = joinTabs(name, (news) => {
    if (news.kind === 'sent') transcript.take(news.entry, null);
    else void outbox.reload();
  });
  const identity = createIdentity(base, tabs, onMemoryOnly);
  const absence = createAbsence(clock, changed);
  const typist = createTypist(clock, changed);
  /** Where somebody serves them, who sees it. */
  const typing = createTypingSender(clock, (text) => {
    const now = transcript.conversation();
    if (!now?.agent || now.status === 'closed') return;
    const conversationId = now.id;
    // What is typed leaves this page only where the visitor is told so, which `view` does.
    if (previews()) line.hint('typing', { conversationId, text: text.slice(0, maxTypingLength) });
    else if (text) line.hint('typing', { conversationId });
  });
  const reception = createReception(base, changed);
  let site = siteSays(host.site);
  const expected = identity.current() !== null;

  const transcript = createTranscript({
    clock,
    random,
    isOnline: () => line.state().is === 'online',
    async pull(conversationId, after, limit) {
      const answer = await line.ask('transcript.pull', { conversationId, after, limit });
      if (!answer.ok) throw new RefusalError(answer.error);
      seenByHouse(conversationId, answer.value.seen);
      return answer.value;
    },
    onEntry(entry) {
      if (entry.key) void outbox.echoed(entry.key);
      // Earlier ones that are read in later are no news.
      if (!settled || entry.conversationId !== transcript.conversation()?.id) return;
      const { body, author, at, conversationId: id } = entry;
      if (body.kind === 'opened') host.emit('conversation:started', { id });
      if (body.kind === 'closed') host.emit('conversation:ended', { id });
      if (body.kind !== 'message' || !isTheirs(entry)) return;
      typist.over();
      const line = {
        from: author.name,
        text: body.text || (body.files ?? []).map(({ name }) => name).join(', '),
      };
      host.emit('message', { ...line, at });
      onHeard(line, isLooking());
    },
    onChange() {
      rememberOpen();
      if (line.state().is === 'online' && transcript.isComplete()) settled = true;
      count();
      changed();
    },
  });

  const door: FilesDoor = { base, token: () => identity.current()?.token ?? null };
  const outbox = createOutbox({
    clock,
    random,
    store: openOutboxStore(name, onMemoryOnly),
    exclusive: (run) => tabs.exclusive('outbox', run),
    upload: async (...what) => (await loadFiles()).upload(door, ...what),
    send: ({ key, text, page, contact, to, fields, quote }, files) =>
      contact
        ? line.ask('message.leave', { key, text, page, contact })
        : line.ask('message.send', {
            ...{ key, text, page },
            ...(to && { to }),
            ...(fields && { fields }),
            ...(files && { files: files.map(({ id }) => id) }),
            ...(quote && { quote: quote.entryId }),
          }),
    onSent({ key, text, quote }, ack, files) {
      const entry: PublicEntry = {
        ...ack,
        key,
        author: { kind: 'visitor', name: '' },
        body: { kind: 'message', text, ...(files && { files: [...files] }), ...(quote && { quote }) },
      };
      tabs.tell({ kind: 'sent', entry });
      transcript.take(entry, null);
    },
    isWritten: transcript.has,
    onStored: () => tabs.tell({ kind: 'outbox' }),
    onChange() {
      rememberOpen();
      changed();
    },
    onUnauthenticated: () => line.renew(),
  });

  const line = createLine({
    base,
    identity,
    clock,
    random,
    locale: () => locale,
    customer: () => site.customer,
    onStranger() {
      for (const { key } of outbox.items()) void outbox.discard(key);
      reception.forget();
      onStranger();
      transcript.forget();
    },
    onState(state) {
      outbox.setOnline(state.is === 'online');
      if (state.is === 'online') absence.over();
      else {
        transcript.lineLost();
        absence.goesOn(state.is === 'offline' ? clock.now() - state.since : 0);
      }
      changed();
    },
    onTyping: (hint) => typist.heard(hint),
    onSeen: ({ conversationId, publicSeq }) => seenByHouse(conversationId, publicSeq),
    onNews: {
      ready(news) {
        workspace = news.workspace;
        identity.remember({ wayOut: news.wayOut });
        reception.isServed(news.service);
        reception.isQueued(news.queue);
        transcript.ready(news.conversation);
        // That the house had read on may have been said while there was no line: the next page of the transcript says it.
        const { id, agent, publicSeq } = news.conversation ?? {};
        if (id && agent && (houseSeen[id] ?? 0) < (publicSeq ?? 0)) transcript.open(id);
        tellSeen();
      },
      queue: (news) => reception.isQueued(news.queue),
      service: (news) => reception.isServed(news.service),
      entry: (news) => transcript.take(news.entry, news.conversation),
      head: (news) => transcript.head(news.conversation),
    },
  });

  /** For the next page: is there something to wait for, or something still to be sent? */
  function rememberOpen(): void {
    const now = transcript.conversation();
    const unsent = outbox.items().some(({ state }) => state === 'queued' || state === 'sending');
    identity.remember({ open: unsent || (now !== null && now.status !== 'closed') });
  }

  function isTheirs(entry: PublicEntry): boolean {
    return entry.author.kind !== 'visitor';
  }

  const isLooking = (): boolean => looking && document.visibilityState === 'visible';

  /** How far the visitor has read goes to the hub when they have it before them, in a window that is in use. */
  function tellSeen(): void {
    const now = transcript.conversation();
    if (!now || !isLooking() || !document.hasFocus() || line.state().is !== 'online') return;
    const isNews = (entry: PublicEntry): boolean =>
      entry.conversationId === now.id && isTheirs(entry) && entry.body.kind === 'message';
    const last = transcript.entries().filter(isNews).at(-1);
    const place = `${now.id} ${last?.publicSeq}`;
    if (!last || place === told) return;
    told = place;
    line.ask('mark.set', { conversationId: now.id, publicSeq: last.publicSeq }).catch(() => {
      // Said again by the next line.
      told = '';
    });
  }

  /** Brings the unread count up to date, and the mark too while the visitor is looking. */
  function count(): void {
    const now = transcript.conversation();
    const entries = transcript.entries();
    if (isLooking() && now) {
      const last = entries.filter((entry) => entry.conversationId === now.id).at(-1);
      if (last) identity.remember({ seen: { conversationId: now.id, publicSeq: last.publicSeq } });
    }
    const seen = identity.seen();
    const changes = changesIn(entries);
    const isNew = (entry: PublicEntry): boolean =>
      entry.conversationId === now?.id &&
      isTheirs(entry) &&
      entry.body.kind === 'message' &&
      !changes.get(entry.id)?.recalled &&
      entry.publicSeq > (seen?.conversationId === now.id ? seen.publicSeq : 0);
    host.unread(entries.filter(isNew).length);
    tellSeen();
  }

  /** Asked for by the house or the site; and somebody is there to see it. */
  function previews(): boolean {
    const now = transcript.conversation();
    return host.site.preview === 'on' && now !== null && now.agent !== null && now.status !== 'closed';
  }

  const stand = (): Stand => standOf(reception.service(), transcript.conversation(), outbox.items());

  /** Nothing is under way: what is written now begins a conversation. */
  function isBeginning(): boolean {
    const now = transcript.conversation();
    return (
      (now === null || now.status === 'closed') &&
      outbox.items().every(({ state, paused }) => state === 'refused' || paused)
    );
  }

  /** Keeps it to be sent: said, or left to be answered by `contact`. */
  function write(
    text: string,
    contact: Contact | null,
    more: { readonly files?: readonly OutboxFile[]; readonly quote?: Quote | null } = {},
  ): Promise<void> {
    const begins = contact === null && isBeginning();
    const row = {
      ...{ key: newId(), text, page: pageNow(), at: clock.now() },
      ...(contact && { contact }),
      ...more,
      ...(begins && { to: reception.to(), fields: site.fields }),
    };
    const kept = outbox.add(row);
    if (begins) reception.choose(null);
    return kept;
  }

  const listening = new AbortController();
  const { signal } = listening;
  addEventListener('online', () => line.wake(), { signal });
  /** The visitor is back at the page, or the page from being frozen: other tabs have gone on meanwhile. */
  const back = (): void => {
    if (document.visibilityState !== 'visible') return;
    line.wake();
    void outbox.reload();
    count();
  };
  for (const type of ['visibilitychange', 'resume']) document.addEventListener(type, back, { signal });
  addEventListener('pageshow', back, { signal });
  addEventListener('focus', tellSeen, { signal });
  addEventListener(
    'storage',
    (event) => {
      if (event.key !== rememberedKey(base)) return;
      identity.reread();
      count();
    },
    { signal },
  );

  void outbox.reload().then(() => {
    // Something was left unsent when the last page went: it need not wait for the visitor.
    if (expected || outbox.items().length > 0) line.start();
  });

  return {
    view: (): View => ({
      locale,
      line: line.state(),
      workspace,
      conversation: transcript.conversation(),
      entries: transcript.entries(),
      outbox: outbox.items(),
      houseSeen,
      loading: expected && !settled && transcript.entries().length === 0 && line.state().is !== 'refused',
      memoryOnly,
      longAway: absence.isLong(),
      ways: absence.isLong() ? waysOut(identity.wayOut() ?? {}, host.site) : [],
      service: reception.service(),
      stand: stand(),
      queue: reception.queue(),
      chosen: reception.chosen(),
      contact: reception.contact(),
      rating: ratingIn(transcript.entries(), transcript.conversation()?.id, clock.now()),
      typing: typist.in(transcript.conversation()?.id),
      quiet: identity.quiet(),
      previews: previews(),
    }),
    look(now: boolean): void {
      looking = now;
      if (now) {
        line.start();
        line.wake();
      }
      count();
    },
    setLocale(next: Locale): void {
      locale = next;
      changed();
    },
    typing: (text: string): void => typing.write(text),
    setQuiet(quiet: boolean): void {
      identity.remember({ quiet });
      changed();
    },
    /** Resolves to whether the hub has it. */
    async rate(score: number, comment: string | null): Promise<boolean> {
      const id = transcript.conversation()?.id;
      if (!id) return false;
      const asked = { conversationId: id, key: newId(), score, comment };
      const answer = await line.ask('rating.set', asked).catch(() => null);
      if (!answer?.ok) return false;
      host.emit('rating', { score, comment });
      return true;
    },
    /** The refusal's code, null when it is done. */
    async takeBack(entry: { readonly id: string; readonly conversationId: string }): Promise<string | null> {
      const asked = { conversationId: entry.conversationId, key: newId(), entryId: entry.id };
      const answer = await line.ask('message.recall', asked).catch(() => null);
      if (!answer) return 'unavailable';
      return answer.ok ? null : answer.error.code;
    },
    /** Earlier conversations of the visitor. Rejects where the hub cannot be asked. */
    async past(before: string | null) {
      const answer = await line.ask('conversations.page', { before, limit: 20 });
      if (!answer.ok) throw new RefusalError(answer.error);
      return answer.value;
    },
    openPast: transcript.open,
    /** Resolves once it is kept, however long it takes to be sent. */
    send(text: string, quote: Quote | null = null): Promise<void> {
      typing.over();
      return write(text, null, { quote });
    },
    /** The visitor has been on this page for so long. */
    tellPage(ago: number): void {
      if (host.site.visits === 'off' || line.state().is !== 'online') return;
      const { referrer } = document;
      const asked = {
        page: pageNow(),
        ago: Math.min(ago, 86_400_000),
        ...(referrer && { referrer: referrer.slice(0, 2000) }),
      };
      // Said again by the next line, or with the next page.
      line.ask('page.view', asked).catch(() => undefined);
    },
    /** What is picked, pasted or dropped goes at once, as a message of its own. Resolves to what is wrong with it. */
    async sendFiles(given: readonly File[]): Promise<string> {
      const { choose } = await loadFiles();
      const { files, said } = await choose(given, locale);
      if (files.length > 0) void write('', null, { files });
      return said;
    },
    door,
    leave(text: string, contact: Contact): Promise<void> {
      reception.keepContact(contact);
      return write(text, contact);
    },
    keepContact: reception.keepContact,
    choose: reception.choose,
    /** The page has said something new of its visitor. */
    site(): void {
      site = siteSays(host.site);
      line.rejoin();
    },
    retry: (key: string): void => void outbox.retry(key),
    discard: (key: string): void => void outbox.discard(key),
    hold: (key: string, paused: boolean): void => void outbox.hold(key, paused),
    stop(): void {
      listening.abort();
      absence.stop();
      typing.stop();
      typist.over();
      outbox.stop();
      transcript.stop();
      line.stop();
      tabs.leave();
    },
  };
}
