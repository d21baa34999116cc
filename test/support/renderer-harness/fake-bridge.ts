import type { FileRef } from '../../../src/shared/domain/attached.ts';
import type { Customer, PastConversation } from '../../../src/shared/domain/customer/customer.ts';
import type { Tick } from '../../../src/shared/domain/customer/filing.ts';
import type { KeptHandbook } from '../../../src/shared/domain/customer/handbook.ts';
import type { PageView } from '../../../src/shared/domain/customer/way.ts';
import type { Entry } from '../../../src/shared/domain/entry.ts';
import type { Reply } from '../../../src/shared/domain/replies/reply.ts';
import type { RoutingDecision } from '../../../src/shared/domain/routing/decision.ts';
import type { Account } from '../../../src/shared/ipc/account.ts';
import type { AlertState } from '../../../src/shared/ipc/alerts.ts';
import type { Boot } from '../../../src/shared/ipc/app.ts';
import type { IpcAnswer } from '../../../src/shared/ipc/contract.ts';
import type { ConversationRow, Outgoing } from '../../../src/shared/ipc/conversations.ts';
import type { LocalFile } from '../../../src/shared/ipc/files.ts';
import type { Colleagues, OwnStatus } from '../../../src/shared/ipc/routing.ts';
import type { ResultLine } from '../../../src/shared/ipc/search.ts';
import type { AlertCall, AlertLine } from '../../../src/shared/protocol/alerts.ts';
import type { BoardNow } from '../../../src/shared/protocol/board.ts';
import type { OrdersAnswer } from '../../../src/shared/protocol/orders.ts';
import type { SignInNotice } from '../../../src/shared/protocol/sessions.ts';
import type { WatchAlert, WatchLine } from '../../../src/shared/protocol/watch.ts';
import type { AdminWorld, FakeAdmin } from './fake-admin.ts';

export type CustomerWorld = {
  readonly cards: Readonly<Record<string, Customer>>;
  readonly handbook: KeptHandbook;
  /** Of everybody. */
  readonly past: readonly PastConversation[];
  readonly tags: readonly string[];
  readonly ticks?: readonly Tick[];
  /** Orders of everybody; absent: the house has named no place for them. */
  readonly orders?: OrdersAnswer;
  /** Pages that they have seen, by browser. */
  readonly ways?: Readonly<Record<string, readonly PageView[]>>;
};

/** All that a scripted main knows. Plain data: it travels into the page as JSON. */
export type Scenario = {
  readonly boot: Boot;
  readonly rows: readonly ConversationRow[];
  readonly entries: Readonly<Record<string, readonly Entry[]>>;
  readonly outgoing: readonly Outgoing[];
  /** Files beside the text. */
  readonly tray?: readonly LocalFile[];
  /** One’s own sign-ins on new computers that nobody has answered for. */
  readonly signIns?: readonly SignInNotice[];
  readonly tabs: { readonly order: readonly string[]; readonly active: string | null };
  /** Calls that are refused, by name. */
  readonly refuse: Readonly<
    Record<string, { readonly code: string; readonly owner?: string; readonly field?: string }>
  >;
  /** What main knows of status and colleagues; null: not yet. */
  readonly house: { readonly status: OwnStatus; readonly colleagues: Colleagues | null };
  readonly decisions: readonly RoutingDecision[];
  /** The canned replies that main has. */
  readonly replies: IpcAnswer<'replies.list'>;
  readonly alerts: AlertState;
  /** Waits of colleagues' customers; absent: none. */
  readonly alertCalls?: readonly AlertCall[];
  readonly alertLines?: readonly AlertLine[];
  /** How many sit in the queue that is moved; absent: three. */
  readonly queue?: number;
  /** The live board; absent: there is nothing on it. */
  readonly board?: BoardNow;
  /** Alerts of the house's rules, what is over among them, and the history of each; absent: none. */
  readonly watch?: {
    readonly open: IpcAnswer<'watch.open'>;
    readonly past: readonly WatchAlert[];
    readonly lines: readonly WatchLine[];
  };
  /** What a sign-in answers. */
  readonly signsIn: Account;
  /** The hub's side of the administration; absent where nobody is an admin. */
  readonly admin?: AdminWorld;
  /** What only the hub finds, whatever is asked. */
  readonly atHub?: { readonly lines: readonly ResultLine[]; readonly next: number | null };
  /** Lines that are not indexed yet. */
  readonly unindexed?: number;
  /** What is known of customers, by browser; absent: nothing. */
  readonly customers?: CustomerWorld;
  /** How long main holds what can be taken back, milliseconds; absent or 0: as it was asked to. */
  readonly holdsFor?: number;
  /** Answers of the hub that are always the same, by the call's name. */
  readonly answers?: Readonly<Record<string, unknown>>;
  /** Calls that are never answered. */
  readonly silent: readonly string[];
};

export type Fake = {
  readonly calls: { name: string; input: unknown }[];
  readonly tell: (name: string, payload: unknown) => void;
  /** What main has of each conversation. */
  readonly entries: Record<string, readonly Entry[]>;
  /** Calls that are answered only after something, by name. */
  readonly after: Record<string, Promise<unknown>>;
  /** Whether everything that was asked has its answer. */
  readonly isAnswered: () => boolean;
};

/**
 * Stands in for preload and main in a plain browser. It is sent into the page as its own source, so it
 * must not use anything from outside itself.
 */
export function installFakeBridge(scenario: Scenario): void {
  const listeners = new Set<(name: string, payload: unknown) => void>();
  const calls: Fake['calls'] = [];
  let queue = scenario.queue ?? null;
  const after: Fake['after'] = {};
  const asked = new Set<unknown>();
  const tell: Fake['tell'] = (name, payload) => {
    for (const listener of listeners) listener(name, payload);
  };
  const rows = new Map(scenario.rows.map((row) => [row.conversation.id, row]));
  const entries = { ...scenario.entries };
  let preferences = scenario.boot.preferences;
  let { accounts } = scenario.boot;
  let replies = [...scenario.replies.replies];
  let deleted: Reply | null = null;
  /** Files that were added here, beside the text or for a reply. */
  const tray: LocalFile[] = [...(scenario.tray ?? [])];
  const uploaded = new Map<string, FileRef>(
    replies.flatMap((one) => one.attached.map((file) => [file.id, file] as const)),
  );
  const savedOf = (id: string, content: object, version: number): Reply => {
    const attached = (content as Reply).files.flatMap((file) => uploaded.get(file) ?? []);
    return { id, ...content, attached, version: version + 1, updatedAt: Date.now(), by: '林悦' } as Reply;
  };
  let { alerts } = scenario;
  const watched = scenario.watch?.open;
  const watch = new Map(watched?.alerts.map((one) => [one.id, one]));
  let quiet = watched?.quiet ?? [];

  const change = (id: string, by: Partial<ConversationRow>) => {
    const row = rows.get(id);
    if (row === undefined) return;
    const next = { ...row, ...by };
    rows.set(id, next);
    tell('conversations.changed', { rows: [next], all: false });
  };

  const held = new Map<string, Outgoing>();
  const send = ({
    holdFor: wanted = 0,
    files,
    ...input
  }: {
    conversationId: string;
    key: string;
    text: string;
    files?: string[];
    holdFor?: number;
  }): Outgoing => {
    const outgoing: Outgoing = {
      kind: 'message',
      quote: null,
      mentions: [],
      heldUntil: null,
      ...input,
      ...(files && { files: tray.filter(({ key }) => files.includes(key)) }),
      at: Date.now(),
      state: 'sending',
      code: null,
    };
    const connected = scenario.boot.connection.state === 'connected';
    if (!connected) return { ...outgoing, state: 'queued' };
    const holdFor = wanted > 0 ? scenario.holdsFor || wanted : 0;
    const first: Outgoing =
      holdFor > 0 ? { ...outgoing, state: 'queued', heldUntil: Date.now() + holdFor } : outgoing;
    if (holdFor > 0) held.set(input.key, first);
    setTimeout(() => {
      if (holdFor > 0 && !held.delete(input.key)) return;
      const row = rows.get(input.conversationId);
      const me = scenario.boot.account.state === 'signed-in' ? scenario.boot.account.me : null;
      if (row === undefined || me === null) return;
      const seq = row.conversation.lastSeq + 1;
      const author = { kind: 'agent', id: me.id, name: me.name } as const;
      const body = { kind: 'message', text: input.text } as const;
      const at = Date.now();
      const entry = {
        id: input.key,
        conversationId: input.conversationId,
        seq,
        feedSeq: seq,
        publicSeq: seq,
      };
      tell('entries.added', {
        conversationId: input.conversationId,
        entries: [{ ...entry, author, audience: 'everyone', key: input.key, at, body }],
      });
      tell('outgoing.changed', { outgoing, removed: true });
      const lastMessage = { text: input.text, author, at };
      const conversation = { ...row.conversation, lastSeq: seq, waitingSince: null, lastMessage };
      change(input.conversationId, { conversation });
    }, holdFor + 30);
    return first;
  };

  /** Lines in which all that is typed stands, one conversation after the other. */
  const found = ({ query, filters }: { query?: string; filters?: object }): unknown => {
    const terms = String(query).toLowerCase().split(/\s+/);
    const { status, kind } = filters as { status: string | null; kind: string | null };
    const isIn = (text: string) => terms.every((term) => text.toLowerCase().includes(term));
    const mark = (text: string) => {
      const at = text.toLowerCase().indexOf(terms[0] ?? '');
      const end = at + (terms[0]?.length ?? 0);
      const pieces = [
        { text: text.slice(0, at), hit: false },
        { text: text.slice(at, end), hit: true },
        { text: text.slice(end), hit: false },
      ];
      return pieces.filter((piece) => piece.text !== '');
    };
    const shown = [...rows.values()].map((row) => row.conversation);
    const fits = shown.filter((c) => status === null || (c.status === 'closed') === (status === 'closed'));
    const headOf = (c: (typeof shown)[number]) => ({
      id: c.id,
      visitor: c.visitor,
      status: c.status,
      agent: c.agent,
      lastAt: c.lastMessage?.at ?? c.openedAt,
    });
    const lines = fits.flatMap((c) =>
      (entries[c.id] ?? []).flatMap((e) => {
        const { body } = e;
        if (body.kind !== 'message' && body.kind !== 'note') return [];
        const name = body.kind === 'note' ? undefined : body.files?.find((file) => isIn(file.name))?.name;
        if (name === undefined && !isIn(body.text)) return [];
        if (kind !== null && kind !== body.kind) return [];
        const { id: entryId, seq, feedSeq, at, author } = e;
        return [
          {
            conversation: headOf(c),
            entryId,
            seq,
            feedSeq,
            at,
            author,
            kind: body.kind,
            pieces: isIn(body.text) ? mark(body.text) : [{ text: body.text, hit: false }],
            file: name === undefined ? null : mark(name),
          },
        ];
      }),
    );
    const named = fits.filter((c) => kind === null && c.visitor.name !== null && isIn(c.visitor.name));
    const conversations = named.map((c) => ({
      conversation: headOf(c),
      field: 'name',
      pieces: mark(c.visitor.name ?? ''),
    }));
    lines.sort((a, b) => b.at - a.at);
    return {
      lines: lines.slice(0, 50),
      conversations,
      next: null,
      left: scenario.unindexed ?? 0,
      total: 40_000,
    };
  };

  let ticks: Tick[] = [...(scenario.customers?.ticks ?? [])];
  const cards = { ...scenario.customers?.cards };
  const visitorOf = (id: string) => rows.get(id)?.conversation.visitor.id ?? '';
  /** The card after a change, as the hub would make it. */
  const writeCard = (id: string, by: (customer: Customer) => Customer) => {
    const before = cards[visitorOf(id)];
    if (before === undefined) return null;
    const customer = by({ ...before, version: before.version + 1 });
    cards[visitorOf(id)] = customer;
    return { customer };
  };

  const answer = (name: string, input: never): unknown => {
    const ask = input as Record<string, never>;
    const id = ask.conversationId ?? '';
    const all = entries[id] ?? [];
    const said = scenario.answers?.[name];
    if (name === 'quality.reviews' && said !== undefined) {
      const { states } = input as { states: readonly string[] };
      const { reviews } = said as { reviews: readonly { state: string }[] };
      const shown = reviews.filter(({ state }) => states.length === 0 || states.includes(state));
      return { reviews: structuredClone(shown), complete: true };
    }
    if (said !== undefined) return structuredClone(said);
    switch (name) {
      case 'transcript.lines': {
        const lines = all.filter((e) => e.seq >= (ask.from ?? 0) && e.seq <= (ask.to ?? 0));
        return { conversation: rows.get(id)?.conversation, entries: lines };
      }
      case 'quality.unseen':
        return { notes: [], count: 0 };
      // Kept by nobody here.
      case 'quality.seen':
      case 'quality.draft':
        return null;
      case 'app.boot':
        return { ...scenario.boot, preferences };
      case 'app.setPreferences':
        preferences = { ...preferences, ...(input as object) };
        return preferences;
      case 'accounts.change':
      case 'accounts.move': {
        if (accounts === undefined) return { inView: 'first', all: [] };
        const moved = accounts.all.find((one) => one.id === ask.id);
        const others = accounts.all.filter((one) => one.id !== ask.id);
        const all =
          moved === undefined || name === 'accounts.change'
            ? accounts.all.map((one) => (one.id === ask.id ? { ...one, ...(input as object) } : one))
            : [...others.slice(0, ask.to), moved, ...others.slice(ask.to)];
        accounts = { ...accounts, all };
        return accounts;
      }
      case 'autostart.now':
        return { state: 'on' };
      case 'app.diagnostics':
      case 'app.setRetention':
        return {
          version: '0.1.0',
          electron: '45.4.1',
          platform: 'linux x64',
          retentionDays: ask.days ?? 30,
          entries: scenario.boot.cache.entries,
          player: alerts.player,
          ignored: [],
        };
      case 'alerts.now':
        return alerts;
      case 'alerts.calls':
        return { calls: scenario.alertCalls ?? [] };
      case 'alerts.ledger':
        return { lines: scenario.alertLines ?? [] };
      case 'watch.open':
        return {
          alerts: [...watch.values()].filter(({ resolved }) => resolved === null),
          rules: watched?.rules ?? [],
          quiet,
        };
      case 'watch.past':
        return { alerts: scenario.watch?.past ?? [], complete: true };
      case 'watch.history':
        return {
          alert: watch.get(ask.alertId ?? '') ?? scenario.watch?.past.find((one) => one.id === ask.alertId),
          lines: scenario.watch?.lines ?? [],
        };
      case 'watch.acknowledge':
      case 'watch.resolve': {
        const before = watch.get(ask.alertId ?? '');
        const by = scenario.boot.account.state === 'signed-in' ? scenario.boot.account.me : null;
        if (before === undefined || by === null) return null;
        const at = Date.now();
        const note = typeof ask.note === 'string' ? ask.note : null;
        const who = { id: by.id, name: by.name };
        const now =
          name === 'watch.resolve'
            ? { ...before, resolved: { how: 'hand' as const, by: who, at } }
            : { ...before, acknowledged: { by: who, at, note } };
        watch.set(now.id, now);
        tell('watch.changed', { alerts: [now] });
        return now;
      }
      case 'watch.quiet':
        quiet = quiet.filter(({ ruleId }) => ruleId !== ask.ruleId);
        if ((ask.minutes ?? 0) > 0)
          quiet = [
            ...quiet,
            {
              ruleId: ask.ruleId ?? '',
              until: Date.now() + (ask.minutes ?? 0) * 60_000,
              for: ask.for === 'all' ? 'all' : 'me',
              by: '林晓',
            },
          ];
        tell('watch.rules', { version: 1 });
        return { quiet };
      case 'alerts.set':
        alerts = { ...alerts, preferences: { ...alerts.preferences, ...(input as object) } };
        return alerts;
      case 'alerts.mute': {
        const mutedUntil = ask.for === null ? null : Date.now() + 1_800_000;
        const quiet = mutedUntil === null ? null : 'muted';
        alerts = { ...alerts, quiet, preferences: { ...alerts.preferences, mutedUntil } };
        return alerts;
      }
      case 'board.open':
        return scenario.board ?? { number: 0, at: Date.now(), rows: [], agents: [], groups: [] };
      case 'board.level': {
        const board = scenario.board;
        const group = board?.groups.find((one) => one.id === (input as { groupId: string }).groupId);
        const within = group?.within ?? 30_000;
        const mine = (board?.rows ?? []).filter((row) => row.group?.id === group?.id).slice(0, 12);
        const openings = mine.map((row, n) => {
          const opened = Date.now() - (n + 2) * 90_000;
          const isMissed = n < 3;
          const replied = n === 0 || n === 1 ? null : opened + (isMissed ? within * 2 : within / 2);
          const closed = n === 1 ? opened + within * 3 : null;
          const how = isMissed ? 'missed' : 'met';
          return { conversationId: row.id, visitor: row.visitor, opened, replied, closed, how };
        });
        return { at: Date.now(), within, met: group?.met ?? 0, decided: group?.decided ?? 0, openings };
      }
      case 'conversations.list':
        return [...rows.values()];
      case 'conversations.open': {
        const entries = all.slice(-(ask.limit ?? 60));
        const outgoing = scenario.outgoing.filter((o) => o.conversationId === id);
        return { row: rows.get(id), entries, outgoing, complete: (entries[0]?.seq ?? 1) === 1 };
      }
      case 'conversations.older': {
        const before = all.filter((e) => e.seq < (ask.before ?? 0)).slice(-(ask.limit ?? 60));
        return { entries: before, complete: (before[0]?.seq ?? 1) === 1 };
      }
      case 'conversations.around': {
        const from = all.findIndex((e) => e.seq >= Math.min(ask.seq ?? 0, all.at(-1)?.seq ?? 0));
        const entries = all.slice(Math.max(0, from - 30));
        return { row: rows.get(id), entries, complete: (entries[0]?.seq ?? 1) === 1 };
      }
      case 'search.query':
        return found(ask);
      case 'search.hub':
        return scenario.atHub ?? { lines: [], next: null };
      case 'search.sounds': {
        const known: Record<string, string[]> = {
          王晓雯: ['wang', 'xiao', 'wen'],
          陈国栋: ['chen', 'guo', 'dong'],
        };
        return { sounds: (ask.names as unknown as string[]).map((one) => known[one] ?? []) };
      }
      case 'app.saveText':
        return true;
      case 'replies.list':
        return { ...scenario.replies, replies };
      // Main finds more, by sound; the order is that of the list.
      case 'replies.search': {
        const { words, folder, scope, limit } = input as {
          words: string;
          folder: string;
          scope: string | null;
          limit: number;
        };
        const has = (text: string) => text.toLowerCase().includes(words.toLowerCase());
        const found = replies
          .filter((one) => folder === '' || one.folder === folder || one.folder.startsWith(`${folder}/`))
          .filter((one) => scope === null || one.scope.is === scope)
          .filter(({ shortcut, title, texts }) => [shortcut, title, ...texts.map((t) => t.text)].some(has))
          .slice(0, limit);
        const mark = (text: string) => {
          const from = words === '' ? -1 : text.toLowerCase().indexOf(words.toLowerCase());
          return from < 0 ? [] : [{ from, to: from + words.length }];
        };
        const marked = found.map((reply) => ({
          reply,
          marks: { shortcut: mark(reply.shortcut), title: mark(reply.title), text: [] },
        }));
        return { found: marked, known: scenario.replies.known };
      }
      case 'replies.save': {
        const { id, version, content } = input as { id: string; version: number; content: object };
        const saved = savedOf(id, content, version);
        replies = [...replies.filter((one) => one.id !== id), saved];
        tell('replies.changed', { known: true });
        return saved;
      }
      case 'replies.write': {
        const { replies: wanted } = input as { replies: { id: string; version: number; content: object }[] };
        const saved = wanted.map(({ id, version, content }) => savedOf(id, content, version));
        replies = [...replies.filter((one) => !saved.some(({ id }) => id === one.id)), ...saved];
        tell('replies.changed', { known: true });
        return { results: wanted.map(({ id }) => ({ id, code: null })) };
      }
      case 'replies.delete':
        deleted = replies.find((one) => one.id === (ask.id as unknown as string)) ?? null;
        replies = replies.filter((one) => one !== deleted);
        tell('replies.changed', { known: true });
        return { version: (ask.version ?? 0) + 1 };
      case 'replies.restore':
        if (deleted !== null) replies = [...replies, deleted];
        tell('replies.changed', { known: true });
        return deleted;
      case 'files.add':
        tray.push(ask.file as unknown as LocalFile);
        return null;
      case 'files.upload': {
        const { key, name, type, size } = ask.file as unknown as LocalFile;
        const ref = { id: key, name, type, size };
        uploaded.set(key, ref);
        return ref;
      }
      case 'files.tray':
        return scenario.tray ?? [];
      case 'supervise.watched':
        return { all: [] };
      case 'supervise.watch':
      case 'supervise.join':
      case 'supervise.pause':
        return null;
      // One of them was quicker.
      case 'supervise.moveQueue':
        if (queue === null) return { moved: 2, taken: 1, left: 0 };
        {
          // As many at a time as the hub takes, the last of them taken by a colleague.
          const some = Math.min(100, queue);
          queue -= some;
          return { moved: some - 1, taken: 1, left: queue };
        }
      case 'routing.now':
        return scenario.house;
      case 'status.set': {
        const own = { ...(input as object), since: Date.now() };
        tell('status.changed', { ...scenario.house.status, own });
        return own;
      }
      case 'customers.open':
        return { customer: cards[visitorOf(id)] ?? null };
      case 'customers.save': {
        const { fields = {}, ...plain } = ask.change as unknown as Partial<Customer>;
        return writeCard(id, (customer) => ({
          ...customer,
          ...plain,
          fields: { ...customer.fields, ...fields },
        }));
      }
      case 'customers.addNote': {
        const me = scenario.boot.account.state === 'signed-in' ? scenario.boot.account.me : null;
        const author = { id: me?.id ?? '', name: me?.name ?? '' };
        const note = { id: ask.key ?? '', text: ask.text ?? '', author, at: Date.now(), editedAt: null };
        return writeCard(id, (customer) => ({ ...customer, notes: [note, ...customer.notes] }));
      }
      case 'customers.deleteNote':
        return writeCard(id, (customer) => ({
          ...customer,
          notes: customer.notes.filter((note) => note.id !== ask.noteId),
        }));
      case 'customers.history':
        return { conversations: scenario.customers?.past ?? [], complete: true };
      case 'customers.transcript': {
        const of = ask.of ?? '';
        const row = rows.get(of);
        return { conversation: row?.conversation, entries: entries[of] ?? [] };
      }
      case 'wrapUp.draft':
        return { draft: null };
      case 'checklist.open':
        return { ticks: ticks.filter((tick) => tick.at < Date.now()) };
      case 'checklist.tick': {
        const me = scenario.boot.account.state === 'signed-in' ? scenario.boot.account.me : null;
        const by = { id: me?.id ?? '', name: me?.name ?? '' };
        const stepId = ask.stepId ?? '';
        ticks = ticks.filter((tick) => tick.stepId !== stepId);
        ticks.push({ stepId, done: (ask.done as unknown) === true, by, at: Date.now() - 1 });
        return { ticks };
      }
      case 'customers.orders':
        return scenario.customers?.orders ?? { state: 'off' };
      case 'customers.way':
        return { views: scenario.customers?.ways?.[visitorOf(id)] ?? [] };
      case 'customers.tags':
        return { tags: scenario.customers?.tags ?? [] };
      case 'handbook.now':
        return scenario.customers?.handbook ?? null;
      case 'conversations.decisions':
        return { decisions: scenario.decisions };
      case 'conversations.send':
        return send(input);
      case 'conversations.note':
        return {
          kind: 'note',
          quote: null,
          heldUntil: null,
          ...ask,
          at: Date.now(),
          state: 'queued',
          code: null,
        };
      case 'conversations.matches': {
        const says = all.filter((e) => 'text' in e.body && e.body.text.includes(ask.text ?? ''));
        return { seqs: says.map((e) => e.seq), floor: 1 };
      }
      case 'conversations.range':
        return { entries: all.filter((e) => e.seq >= (ask.from ?? 0) && e.seq <= (ask.to ?? 0)), later: [] };
      case 'conversations.place':
        return { seq: 1 };
      case 'conversations.markRead':
        change(id, { unread: 0, readSeq: ask.seq ?? 0 });
        return null;
      case 'conversations.setDraft':
        change(id, { draft: ask.text ?? '' });
        return null;
      case 'outgoing.retry':
        return { ...scenario.outgoing.find((o) => o.key === ask.key), state: 'queued', code: null };
      case 'outgoing.takeBack': {
        const key = ask.key ?? '';
        const one = held.get(key) ?? scenario.outgoing.find((o) => o.key === key);
        held.delete(key);
        return { text: one?.text ?? '' };
      }
      case 'outgoing.discard':
        return { text: scenario.outgoing.find((o) => o.key === ask.key)?.text ?? '' };
      case 'account.signInMethods':
        return { password: true, provider: null };
      case 'sessions.list': {
        const at = Date.now();
        const one = (n: number, name: string, system: string, more: object) => ({
          ...{
            id: `01939c00-0000-7000-8000-0000000000a${n}`,
            device: `01939c00-0000-7000-8000-0000000000b${n}`,
          },
          ...{ computer: { name, system }, app: 'desk/0.1.0', address: `203.0.113.${n}`, method: 'provider' },
          ...{ since: at - n * 90_000_000, seenAt: at - (n - 1) * 7_200_000, isThis: n === 1, ...more },
        });
        return {
          sessions: [
            one(1, 'KF-DESK-014', 'Windows_NT 10.0.22631', {}),
            one(2, 'linyue-mbp', 'Darwin 24.1.0', { method: 'password' }),
            one(3, '', '', { computer: null, address: null, method: null }),
          ],
        };
      }
      case 'sessions.asking':
        return { signIns: scenario.signIns ?? [] };
      case 'sessions.known':
      case 'sessions.end':
        tell('sessions.asking', { signIns: [] });
        return null;
      case 'account.cancelSignIn':
      case 'account.leaveProvider':
        return null;
      case 'account.signInByProvider':
      case 'account.signIn':
      case 'account.unlock':
        return scenario.signsIn;
      case 'account.unsent': {
        const kept = [...rows.values()];
        return {
          messages: scenario.outgoing.length,
          drafts: kept.filter((row) => row.draft.trim() !== '').length,
        };
      }
      case 'account.forget':
      case 'account.signOut':
        return {
          state: 'signed-out',
          hub: 'https://hub.example.com',
          email: 'lin@demo.yingke.test',
          code: null,
        };
      default:
        return null;
    }
  };

  const bridge = {
    call: async (name: string, input: unknown) => {
      calls.push({ name, input });
      if (scenario.silent.includes(name)) return new Promise(() => undefined);
      asked.add(input);
      await new Promise((resolve) => setTimeout(resolve, 1));
      await after[name];
      // With the answer, which whoever asked has a turn of the page later.
      setTimeout(() => asked.delete(input));
      const refusal = scenario.refuse[name];
      if (refusal === undefined && /^(admin|audit)\./.test(name)) {
        const said = (window as unknown as { fakeAdmin: FakeAdmin }).fakeAdmin(name, input as never);
        return 'refused' in said
          ? {
              ok: false,
              error: { code: said.refused, ...(said.field !== undefined && { field: said.field }) },
            }
          : { ok: true, value: structuredClone(said.value) };
      }
      return refusal === undefined
        ? { ok: true, value: answer(name, input as never) }
        : { ok: false, error: refusal };
    },
    onNews: (listener: (name: string, payload: unknown) => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  Object.assign(window, {
    yingke: bridge,
    fake: { calls, tell, entries, after, isAnswered: () => asked.size === 0 } satisfies Fake,
  });
  const { account } = scenario.boot;
  if (account.state === 'signed-in' && sessionStorage.getItem('seeded') === null) {
    sessionStorage.setItem('seeded', 'yes');
    const owner = `${account.hub}|${account.me.id}`;
    localStorage.setItem('yingke.tabs', JSON.stringify({ owner, ...scenario.tabs, hues: [] }));
  }
}
