/**
 * Every figure of docs/reports.md, counted once more from the transcripts: slowly, and by a program that shares nothing with the
 * product but the words of that page. Days and hours are asked of the system one moment at a time, and opening hours are walked minute
 * by minute.
 */

type Named = { readonly id: string } | null;

/** An entry as it lies in the database. */
export type RawEntry = {
  readonly conversation: string;
  readonly seq: number;
  readonly at: number;
  readonly authorKind: string;
  readonly authorId: string | null;
  readonly kind: string;
  readonly body: {
    readonly to?: Named;
    readonly from?: Named;
    readonly group?: { readonly id: string };
    readonly reason?: string;
    readonly wrapUpUntil?: number;
    readonly filed?: { readonly disposition: readonly string[] | null };
    readonly score?: number;
    readonly about?: Named;
  };
};

export type RawPlan = {
  readonly at: number;
  readonly plan: {
    readonly groups: readonly {
      readonly id: string;
      readonly hours: string | null;
      readonly serviceLevel: { readonly within: number };
    }[];
    readonly hours: readonly RawHours[];
  };
};
type RawPeriod = { readonly from: number; readonly to: number };
type RawHours = {
  readonly id: string;
  readonly timeZone: string;
  readonly week: readonly (readonly RawPeriod[])[];
  readonly exceptions: readonly {
    readonly date: string;
    readonly name?: string;
    readonly periods: readonly RawPeriod[];
  }[];
};

export type Recounted = {
  readonly entries: readonly RawEntry[];
  readonly plans: readonly RawPlan[];
  readonly here: readonly { readonly person: string; readonly since: number; readonly until: number }[];
  readonly said: readonly { readonly person: string; readonly since: number; readonly status: string }[];
  readonly zone: string;
  readonly asOf: number;
  readonly from: string;
  readonly to: string;
  readonly by: readonly string[];
  readonly agents: readonly string[];
  readonly groups: readonly string[];
  readonly inHours: boolean;
};

export type Counts = Record<string, number | null>;

const clocks = new Map<string, Intl.DateTimeFormat>();
const seen = new Map<string, string>();

/** "2026-10-25 02:30", as a clock in that place shows it. */
function wall(zone: string, at: number): string {
  const minute = Math.floor(at / 60_000);
  const key = `${zone} ${minute}`;
  const known = seen.get(key);
  if (known !== undefined) return known;
  let clock = clocks.get(zone);
  if (clock === undefined) {
    // Swedes write dates from the year down.
    clock = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
    clocks.set(zone, clock);
  }
  const text = clock.format(at);
  seen.set(key, text);
  return text;
}

const weekdayOf = (date: string) => (new Date(`${date}T12:00:00Z`).getUTCDay() + 6) % 7;
const shift = (date: string, days: number) =>
  new Date(Date.parse(`${date}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

function isOpen(hours: RawHours, at: number): boolean {
  const [date = '', time = ''] = wall(hours.timeZone, at).split(' ');
  const minutes = Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
  const exception = (of: string) => hours.exceptions.find((one) => one.date === of);
  const of = (day: string) => exception(day)?.periods ?? hours.week[weekdayOf(day)] ?? [];
  if (of(date).some(({ from, to }) => (to >= from ? from <= minutes && minutes < to : from <= minutes)))
    return true;
  // What the day before brings over midnight; not a weekday's into an exception.
  const before = shift(date, -1);
  if (exception(date) !== undefined && exception(before) === undefined) return false;
  return of(before).some(({ from, to }) => to < from && minutes < to);
}

export function recount(given: Recounted): {
  readonly total: Counts;
  readonly rows: ReadonlyMap<string, Counts>;
} {
  const { entries, plans, zone, asOf, by } = given;

  const planAt = (at: number) =>
    plans
      .filter((p) => p.at <= at)
      .reduce<RawPlan | undefined>((a, b) => (a && a.at > b.at ? a : b), undefined) ??
    plans.reduce((a, b) => (a.at <= b.at ? a : b));
  const openTime = (group: string | null, from: number, to: number): number => {
    const { plan } = planAt(from);
    const its = plan.groups.find(({ id }) => id === group);
    const hours = plan.hours.find(({ id }) => id === its?.hours);
    if (!given.inHours || hours === undefined) return to - from;
    let open = 0;
    for (let at = from; at < to; ) {
      const next = Math.min(to, (Math.floor(at / 60_000) + 1) * 60_000);
      if (isOpen(hours, at)) open += next - at;
      at = next;
    }
    return open;
  };

  /** Stands for the row of all rows. */
  const all = '*';
  const inPeriod = (at: number) => {
    const day = wall(zone, at).slice(0, 10);
    return given.from <= day && day <= given.to;
  };
  const timeKey = (kind: string, at: number) => {
    const shown = wall(zone, at);
    const day = shown.slice(0, 10);
    if (kind === 'hour') return shown.slice(11, 13);
    if (kind === 'month') return day.slice(0, 7);
    return kind === 'week' ? shift(day, -weekdayOf(day)) : day;
  };

  /** Numbers by row and by what they are. */
  const found = new Map<string, Map<string, number[]>>();
  const note = (row: string, what: string, value: number) => {
    if (!found.has(row)) found.set(row, new Map());
    const of = found.get(row) as Map<string, number[]>;
    of.set(what, [...(of.get(what) ?? []), value]);
  };
  type Of = { readonly agent: string | null; readonly group: string | null; readonly filed: string };
  const rowOf = (at: number, { agent, group, filed }: Of) =>
    by
      .map((one) => {
        if (one === 'agent') return agent ?? '';
        if (one === 'group') return group ?? '';
        if (one === 'channel') return 'web';
        return one === 'disposition' ? filed : timeKey(one, at);
      })
      .join('|');
  const put = (what: string, value: number, at: number, of: Of) => {
    if (!inPeriod(at)) return;
    if (given.agents.length > 0 && !given.agents.includes(of.agent ?? '')) return;
    if (given.groups.length > 0 && !given.groups.includes(of.group ?? '')) return;
    note(all, what, value);
    if (by.length > 0) note(rowOf(at, of), what, value);
  };

  const busy = new Map<string, [number, number][]>();
  for (const conversation of new Set(entries.map((e) => e.conversation))) {
    const lines = entries.filter((e) => e.conversation === conversation).sort((a, b) => a.seq - b.seq);
    const opening = lines.find(({ kind }) => kind === 'opened');
    if (opening === undefined) continue;
    const start = opening.at;
    /** Where it is after the entry at that place. */
    const groupAfter = (n: number) =>
      lines
        .slice(0, n + 1)
        .findLast(({ kind, body }) => (kind === 'routed' || kind === 'assigned') && body.group)?.body.group
        ?.id ?? null;
    const handedOver = lines.map((line, n) => ({ line, n })).filter(({ line }) => line.kind === 'assigned');
    const gotIt = handedOver.find(({ line }) => line.body.to != null);
    const closing = lines.findLast(({ kind }) => kind === 'closed');
    const group = groupAfter(gotIt?.n ?? lines.length);
    const answers = lines.filter(
      ({ kind, authorKind, authorId }) => kind === 'message' && authorKind === 'agent' && authorId !== null,
    );
    const answer = answers[0];
    const filed = (
      lines.findLast(({ kind, body }) => kind === 'wrapped' && body.filed)?.body.filed?.disposition ?? []
    ).join('/');
    const wentAway = lines.findLastIndex(({ kind }) => kind === 'message_left');
    const cameBack = lines.findLastIndex(
      ({ kind, authorKind }) => kind === 'message' && authorKind === 'visitor',
    );
    const left = wentAway >= 0 && wentAway > cameBack;
    const whole = { agent: answer?.authorId ?? gotIt?.line.body.to?.id ?? null, group, filed };

    put('offered', 1, start, whole);
    put(left ? 'left' : answer ? 'answered' : closing ? 'abandoned' : 'pending', 1, start, whole);
    if (!left && gotIt) put('wait', openTime(group, start, gotIt.line.at), start, whole);
    if (!left && (answer || closing)) {
      const took = answer
        ? openTime(groupAfter(lines.indexOf(answer)), start, answer.at)
        : Number.POSITIVE_INFINITY;
      if (answer) put('firstResponse', took, start, whole);
      const { plan } = planAt(start);
      const promised = plan.groups.find(({ id }) => id === group)?.serviceLevel.within ?? 60_000;
      put('inTime', took <= promised ? 1 : 0, start, whole);
    }
    answers.slice(1).forEach((to, n) => {
      const before = lines.indexOf(answers[n] as RawEntry);
      const asked = lines
        .slice(before + 1, lines.indexOf(to))
        .find(({ kind, authorKind }) => kind === 'message' && authorKind === 'visitor');
      if (asked === undefined) return;
      const where = groupAfter(lines.indexOf(to));
      put('nextResponse', openTime(where, asked.at, to.at), asked.at, {
        agent: to.authorId,
        group: where,
        filed,
      });
    });

    for (const { line, n } of handedOver) {
      const agent = line.body.to?.id;
      if (line.body.reason === 'transferred') {
        const from = { agent: line.body.from?.id ?? null, group: groupAfter(n - 1), filed };
        put('transferOut', 1, line.at, from);
        if (agent === undefined) put('transferToGroup', 1, line.at, from);
        put('transferIn', 1, line.at, { agent: agent ?? null, group: groupAfter(n), filed });
      }
      if (agent === undefined) continue;
      const of = { agent, group: groupAfter(n), filed };
      const end = lines.slice(n + 1).find(({ kind }) => kind === 'assigned' || kind === 'closed');
      put('handled', 1, line.at, of);
      busy.set(agent, [...(busy.get(agent) ?? []), [line.at, end?.at ?? asOf]]);
      if (end === undefined) continue;
      const wrapUpUntil = end.kind === 'closed' ? end.body.wrapUpUntil : undefined;
      if (wrapUpUntil === undefined) {
        put('handling', end.at - line.at, line.at, of);
        continue;
      }
      const done = lines.find(({ kind, seq }) => kind === 'wrapped' && seq > end.seq);
      const doneAt = done && Math.min(done.at, wrapUpUntil);
      busy.get(agent)?.push([end.at, doneAt ?? asOf]);
      if (doneAt === undefined) continue;
      put('afterCall', doneAt - end.at, line.at, of);
      put('handling', doneAt - line.at, line.at, of);
    }
    const rated = lines.findLast(({ kind }) => kind === 'rated');
    if (rated)
      put('rating', rated.body.score ?? 0, rated.at, { agent: rated.body.about?.id ?? null, group, filed });
  }

  const isOfPeople =
    given.groups.length === 0 && !by.some((one) => ['group', 'channel', 'disposition'].includes(one));
  if (isOfPeople) countWork();

  /** Second by second would do; every moment at which anything begins or ends is as good. */
  function countWork() {
    const people = new Set([...given.here.map(({ person }) => person), ...busy.keys()]);
    for (const person of people) {
      if (given.agents.length > 0 && !given.agents.includes(person)) continue;
      const here = given.here.filter((one) => one.person === person);
      const spans = busy.get(person) ?? [];
      const said = given.said.filter((one) => one.person === person).sort((a, b) => a.since - b.since);
      const edges = [
        ...here.flatMap((h) => [h.since, h.until]),
        ...spans.flat(),
        ...said.map((s) => s.since),
      ];
      const [first, last] = [Math.min(...edges), Math.min(asOf, Math.max(...edges))];
      // Clocks are changed, and hours end, on the half hour.
      const half = 1_800_000;
      for (let at = Math.ceil(first / half) * half; at < last; at += half) edges.push(at);
      const sorted = [...new Set(edges.map((edge) => Math.min(edge, asOf)))].sort((a, b) => a - b);
      sorted.slice(1).forEach((to, n) => {
        const from = sorted[n] as number;
        const middle = (from + to) / 2;
        const isHere = here.some(({ since, until }) => since < middle && middle < until);
        const status = said.findLast(({ since }) => since < middle)?.status ?? 'online';
        const works = spans.some(([a, b]) => a < middle && middle < b);
        const of = { agent: person, group: null, filed: '' };
        if (isHere) put(`is ${status}`, to - from, from, of);
        if (works) put('serving', to - from, from, of);
        if (isHere && status !== 'away') put('available', to - from, from, of);
        if (isHere && status !== 'away' && works) put('engaged', to - from, from, of);
      });
    }
  }

  const countsOf = (of: ReadonlyMap<string, readonly number[]>): Counts => {
    const list = (what: string) => of.get(what) ?? [];
    const sum = (what: string) => list(what).reduce((a, b) => a + b, 0);
    const mean = (what: string) => (list(what).length === 0 ? null : sum(what) / list(what).length);
    const p90 = (what: string) => {
      const values = [...list(what)].sort((a, b) => a - b);
      // The first that nine of ten do not exceed.
      return (
        values.find((value) => 10 * values.filter((one) => one <= value).length >= 9 * values.length) ?? null
      );
    };
    const ended = list('answered').length + list('abandoned').length;
    const work = (value: number | null) => (isOfPeople ? value : null);
    return {
      offered: list('offered').length,
      answered: list('answered').length,
      abandoned: list('abandoned').length,
      left: list('left').length,
      pending: list('pending').length,
      abandonment: ended === 0 ? null : list('abandoned').length / ended,
      serviceLevel: mean('inTime'),
      wait: mean('wait'),
      wait90: p90('wait'),
      firstResponse: mean('firstResponse'),
      firstResponse90: p90('firstResponse'),
      nextResponse: mean('nextResponse'),
      nextResponse90: p90('nextResponse'),
      handled: list('handled').length,
      handling: mean('handling'),
      handling90: p90('handling'),
      afterCall: mean('afterCall'),
      effort: work(list('handled').length === 0 ? null : sum('serving') / list('handled').length),
      transfersOut: list('transferOut').length,
      transfersToGroup: list('transferToGroup').length,
      transfersIn: list('transferIn').length,
      rating: mean('rating'),
      rated: list('rating').length,
      ...Object.fromEntries(
        [5, 4, 3, 2, 1].map((n) => [`rated${n}`, list('rating').filter((score) => score === n).length]),
      ),
      signedIn: work(['online', 'busy', 'away', 'invisible'].reduce((total, s) => total + sum(`is ${s}`), 0)),
      online: work(sum('is online')),
      busy: work(sum('is busy')),
      away: work(sum('is away')),
      invisible: work(sum('is invisible')),
      serving: work(sum('serving')),
      occupancy: work(sum('available') === 0 ? null : sum('engaged') / sum('available')),
    };
  };
  const total = countsOf(found.get(all) ?? new Map());
  found.delete(all);
  return { total, rows: new Map([...found].map(([row, of]) => [row, countsOf(of)])) };
}
