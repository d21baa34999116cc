import { afterChange, type CustomerChange, united, type Written } from '#shared/domain/customer/change.ts';
import type { Customer } from '#shared/domain/customer/customer.ts';
import type { CustomField } from '#shared/domain/customer/handbook.ts';
import { isSameNumber, phoneTail } from '#shared/domain/customer/phone.ts';
import { newId } from '#shared/domain/key.ts';
import { RefusalError } from '#shared/protocol/errors.ts';
import type { Ownership } from '../conversations/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/index.ts';
import { deviceOf } from './device.ts';

type Row = {
  id: string;
  sub: string | null;
  name: string | null;
  phone: string | null;
  email: string | null;
  company: string | null;
  tags: string;
  fields: string;
  version: number;
};

/** Browsers and notes that one card shows. */
const mostBrowsers = 50;
const mostNotes = 200;
/** Cards whose numbers end alike; hardly ever so many have the very same one. */
const mostAlike = 100;
/** Tags that one is offered, and for how long they are good, milliseconds. */
const mostTags = 200;
const tagsFreshFor = 10_000;

export type Records = ReturnType<typeof createRecords>;

/** The cards of customers. A card is made when somebody first asks for it: of most visitors nobody ever does. */
export function createRecords(database: Database, workspaceId: string, clock: Pick<Clock, 'now'>) {
  const { kysely } = database;

  const rowOf = (id: string): Promise<Row> =>
    kysely.selectFrom('customer').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

  const bySub = (sub: string) =>
    kysely
      .selectFrom('customer')
      .selectAll()
      .where('workspace_id', '=', workspaceId)
      .where('sub', '=', sub)
      .executeTakeFirst();

  const cards = () =>
    kysely
      .selectFrom('customer')
      .select(['id', 'name', 'company', 'phone', 'sub'])
      .where('workspace_id', '=', workspaceId);

  const byId = (id: string) => cards().where('id', '=', id).execute();

  /** Whose number it is, however it was written in their cards; the latest first. */
  const byNumber = async (number: string) => {
    const rows = await cards()
      .where('phone_tail', '=', phoneTail(number))
      .orderBy('id', 'desc')
      .limit(mostAlike)
      .execute();
    return rows.filter(({ phone }) => phone !== null && isSameNumber(phone, number));
  };

  const visitorOf = async (visitorId: string) => {
    const found = await kysely
      .selectFrom('visitor')
      .select(['customer_id', 'customer_sub', 'name'])
      .where('id', '=', visitorId)
      .where('workspace_id', '=', workspaceId)
      .executeTakeFirst();
    if (found === undefined) throw new RefusalError('not_found');
    return found;
  };

  const insert = async (sub: string | null, name: string | null): Promise<string> => {
    const id = newId();
    await kysely
      .insertInto('customer')
      .values({
        id,
        workspace_id: workspaceId,
        sub,
        name,
        tags: '[]',
        fields: '{}',
        version: 1,
        created_at: clock.now(),
      })
      // Another device of theirs, or another node, was faster.
      .onConflict((oc) => oc.doNothing())
      .execute();
    return sub === null ? id : ((await bySub(sub))?.id ?? id);
  };

  /** Id of the card of whoever sits at that browser; made where there is none. */
  const ensure = async (visitorId: string): Promise<string> => {
    const visitor = await visitorOf(visitorId);
    if (visitor.customer_id !== null) return visitor.customer_id;
    const id = await insert(visitor.customer_sub, visitor.name);
    await kysely
      .updateTable('visitor')
      .set({ customer_id: id })
      .where('id', '=', visitorId)
      .where('customer_id', 'is', null)
      .execute();
    // Two who asked at once have one card, the one that is kept with the browser.
    return (await visitorOf(visitorId)).customer_id ?? id;
  };

  const write = async (id: string, version: number, next: Partial<Written> & { sub?: string }) => {
    const { tags, fields, ...plain } = next;
    const done = await kysely
      .updateTable('customer')
      .set({
        ...plain,
        ...(plain.phone !== undefined && { phone_tail: phoneTail(plain.phone) }),
        ...(tags && { tags: JSON.stringify(tags) }),
        ...(fields && { fields: JSON.stringify(fields) }),
        version: version + 1,
      })
      .where('id', '=', id)
      .where('version', '=', version)
      .executeTakeFirst();
    if (done.numUpdatedRows === 0n) throw new RefusalError('conflict');
  };

  /**
   * Their site has said who it is that sits at that browser. What was written of them while they were unknown goes
   * with them to the card of that customer, which may be there already from another browser.
   */
  const identify = async (visitorId: string, sub: string, name: string | null): Promise<void> => {
    const { customer_id: before } = await visitorOf(visitorId);
    const known = await bySub(sub);
    const named = name === null ? {} : { name };
    if (known === undefined) {
      // Nobody has asked for a card yet: it is made under that name when somebody does.
      if (before === null) return;
      const row = await rowOf(before);
      if (row.sub === null) await write(before, row.version, { sub, ...named });
      return;
    }
    if (before !== known.id) {
      await kysely
        .updateTable('visitor')
        .set({ customer_id: known.id })
        .where('id', '=', visitorId)
        .execute();
    }
    const unknown = before === null || before === known.id ? null : await rowOf(before);
    if (unknown === null || unknown.sub !== null) {
      if (name !== null && name !== known.name) await write(known.id, known.version, named);
      return;
    }
    await write(known.id, known.version, { ...united(writtenOf(known), writtenOf(unknown)), ...named });
    await kysely
      .updateTable('customer_note')
      .set({ customer_id: known.id })
      .where('customer_id', '=', unknown.id)
      .execute();
    await kysely.deleteFrom('customer').where('id', '=', unknown.id).execute();
  };

  const browsers = (customerId: string) =>
    kysely
      .selectFrom('visitor')
      .select(['id', 'locale', 'created_at', 'last_seen', 'user_agent', 'time_zone', 'attributes'])
      .where('customer_id', '=', customerId)
      .orderBy((eb) => eb.fn.coalesce('last_seen', 'created_at'), 'desc')
      .limit(mostBrowsers)
      .execute();

  const notes = (customerId: string) =>
    kysely
      .selectFrom('customer_note')
      .selectAll()
      .where('customer_id', '=', customerId)
      .orderBy('at', 'desc')
      .orderBy('id', 'desc')
      .limit(mostNotes)
      .execute();

  const read = async (visitorId: string): Promise<Customer> => {
    const id = await ensure(visitorId);
    const [row, seats, written] = await Promise.all([rowOf(id), browsers(id), notes(id)]);
    const ids = seats.map((seat) => seat.id);
    const { count } = await kysely
      .selectFrom('conversation')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('visitor_id', 'in', ids)
      .executeTakeFirstOrThrow();
    const here = seats.find((seat) => seat.id === visitorId) ?? seats[0];
    if (here === undefined) throw new RefusalError('not_found');
    const latest = seats[0] ?? here;
    return {
      id,
      version: row.version,
      verified: row.sub !== null,
      sub: row.sub,
      ...writtenOf(row),
      attributes: parsed<Record<string, string>>(latest.attributes, {}),
      firstSeen: Math.min(...seats.map((seat) => seat.created_at)),
      lastSeen: Math.max(...seats.map((seat) => seat.last_seen ?? seat.created_at)),
      conversations: Number(count),
      locale: here.locale,
      timeZone: here.time_zone,
      device: deviceOf(here.user_agent),
      notes: written.map((note) => ({
        id: note.id,
        text: note.text,
        author: { id: note.author_id, name: note.author_name },
        at: note.at,
        editedAt: note.edited_at,
      })),
      visitorIds: ids,
    };
  };

  const save = async (
    visitorId: string,
    version: number,
    change: CustomerChange,
    fields: readonly CustomField[],
  ): Promise<void> => {
    const row = await rowOf(await ensure(visitorId));
    if (row.version !== version) throw new RefusalError('conflict');
    const before = writtenOf(row);
    const next = afterChange(before, change, { verified: row.sub !== null, fields });
    if ('wrong' in next) throw new RefusalError({ code: 'bad_request', field: next.wrong });
    await write(row.id, version, next);
    if (next.name === before.name) return;
    // Everything that names them reads the name there.
    await kysely.updateTable('visitor').set({ name: next.name }).where('customer_id', '=', row.id).execute();
  };

  /** Whose their conversations are, for who may hear of them. */
  const ownerships = async (visitorIds: readonly string[]): Promise<Ownership[]> => {
    if (visitorIds.length === 0) return [];
    const rows = await kysely
      .selectFrom('conversation')
      .select(['agent_id', 'owners', 'offer_to', 'group_id'])
      .where('visitor_id', 'in', visitorIds)
      .execute();
    return rows.map((row) => ({
      agentId: row.agent_id,
      owners: row.owners === '' ? [] : row.owners.split(','),
      askedId: row.offer_to,
      groupId: row.group_id,
    }));
  };

  let counted: { readonly at: number; readonly tags: string[] } | null = null;

  /** The tags of those who came last, the most used first: what somebody is about to write is mostly among them. */
  const tags = async (): Promise<string[]> => {
    const now = clock.now();
    if (counted !== null && now >= counted.at && now - counted.at < tagsFreshFor) return counted.tags;
    const rows = await kysely
      .selectFrom('customer')
      .select('tags')
      .where('workspace_id', '=', workspaceId)
      .where('tags', '<>', '[]')
      .orderBy('id', 'desc')
      .limit(2000)
      .execute();
    const counts = new Map<string, number>();
    for (const row of rows)
      for (const tag of parsed<string[]>(row.tags, [])) counts.set(tag, (counts.get(tag) ?? 0) + 1);
    const sorted = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    counted = { at: now, tags: sorted.slice(0, mostTags).map(([tag]) => tag) };
    return counted.tags;
  };

  return { ensure, identify, read, save, ownerships, tags, byId, byNumber };
}

function writtenOf(row: Row): Written {
  return {
    name: row.name,
    phone: row.phone,
    email: row.email,
    company: row.company,
    tags: parsed<string[]>(row.tags, []),
    fields: parsed<Written['fields']>(row.fields, {}),
  };
}

function parsed<T>(json: string | null, none: T): T {
  return json === null || json === '' ? none : (JSON.parse(json) as T);
}
