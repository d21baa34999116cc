import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mostOrders, type Order, orderMeant, readOrders } from './order.ts';
import { addressFor, keysIn, originIn, templateProblem } from './template.ts';

const read = (orders: unknown): Order[] => {
  const got = readOrders({ orders });
  if ('wrong' in got) throw new Error(got.wrong);
  return got.orders;
};

test('[F1] orders are read as the documentation says, the latest first', () => {
  expect(
    read([
      { id: 7, time: '2026-11-01T08:00:00Z' },
      {
        id: 'A-1',
        title: ' 蓄电池 60Ah ×1\n',
        status: '已签收',
        amount: '468.00',
        currency: 'cny',
        time: 1_795_000_000,
        url: 'https://shop.test/orders/A-1',
        extra: { secret: 1 },
      },
    ]),
  ).toEqual([
    {
      id: 'A-1',
      title: '蓄电池 60Ah ×1',
      status: '已签收',
      amount: 468,
      currency: 'CNY',
      at: 1_795_000_000_000,
      url: 'https://shop.test/orders/A-1',
    },
    {
      id: '7',
      title: '',
      status: '',
      amount: null,
      currency: null,
      at: Date.UTC(2026, 10, 1, 8),
      url: null,
    },
  ]);
  expect(read([])).toEqual([]);
  expect(
    read([
      { id: 1, title: 'a' },
      { id: '1', title: 'b' },
    ]).map(({ title }) => title),
  ).toEqual(['a']);
  expect(read(Array.from({ length: 60 }, (_, i) => ({ id: i, time: i + 1 })))).toHaveLength(mostOrders);
});

test.each([
  [{ orders: [{ title: 'x' }] }, 'orders.0.id'],
  [{ orders: [{ id: '' }] }, 'orders.0.id'],
  [{ orders: [{ id: 1 }, { id: 2, amount: '1,5' }] }, 'orders.1.amount'],
  [{ orders: [{ id: 1, currency: 'yuan' }] }, 'orders.0.currency'],
  [{ orders: [{ id: 1, time: 'yesterday' }] }, 'orders.0.time'],
  [{ orders: { id: 1 } }, 'orders'],
  [{ data: [] }, 'orders'],
  [[], ''],
  [null, ''],
])('[F1] what is not as the documentation says is named by its place: %j', (said, wrong) => {
  expect(readOrders(said)).toEqual({ wrong });
});

test('[F1] hostile texts are lines of text, and only https is a link', () => {
  for (const url of ['javascript:alert(1)', 'http://a.test', 'https://u:p@a.test', 'file:///x', '//a.test'])
    expect(read([{ id: 1, url }])[0]?.url).toBeNull();
  const [one] = read([
    { id: `a${'\u0000\n\u2028'}b`, title: '<img src=x onerror=alert(1)>', status: 'x'.repeat(500) },
  ]);
  expect(one).toMatchObject({ id: 'a b', title: '<img src=x onerror=alert(1)>' });
  expect(one?.status).toHaveLength(40);
  fc.assert(
    fc.property(fc.jsonValue(), (json) => {
      const got = readOrders({ orders: json });
      if ('orders' in got)
        for (const { id, at } of got.orders)
          expect([typeof id, at === null || Number.isInteger(at)]).toEqual(['string', true]);
    }),
  );
});

test('[F1] the order that is meant is the chosen one while it is there, else the latest', () => {
  const orders = read([
    { id: 'old', time: 1 },
    { id: 'new', time: 2 },
  ]);
  expect(orderMeant(orders, null)?.id).toBe('new');
  expect(orderMeant(orders, 'old')?.id).toBe('old');
  expect(orderMeant(orders, 'gone')?.id).toBe('new');
  expect(orderMeant([], 'old')).toBeNull();
});

test.each([
  ['https://erp.test/orders?customer={sub}', false, null],
  ['https://erp.test/{sub}/orders?mail={email}&tel={phone}', false, null],
  ['http://10.0.0.5:8080/orders/{sub}', true, null],
  ['http://10.0.0.5:8080/orders/{sub}', false, 'not_https'],
  ['ftp://erp.test/{sub}', true, 'not_https'],
  ['https://{sub}.erp.test/', false, 'host_varies'],
  ['https://erp.test:{phone}/', false, 'no_address'],
  ['https://erp.test@{sub}/', false, 'host_varies'],
  ['https://u:p@erp.test/{sub}', false, 'not_plain'],
  ['https://erp.test/{sub}#x', false, 'not_plain'],
  ['https://erp.test/{name}', false, 'unknown_place'],
  ['https://erp.test/orders', false, 'no_place'],
  ['erp.test/{sub}', false, 'no_address'],
])('[F1] %s, in our own network: %s: %s', (template, isInternal, problem) => {
  expect(templateProblem(template, isInternal)).toBe(problem);
});

test('[F1] what is known of a customer can change nothing of an address but its own place', () => {
  const template = 'https://erp.test/customers/{sub}/orders?mail={email}';
  const known = { sub: 'a/../../admin?x=1&y#z', email: null, phone: null };
  expect(addressFor(template, known)).toEqual({
    url: 'https://erp.test/customers/a%2F..%2F..%2Fadmin%3Fx%3D1%26y%23z/orders?mail=',
    by: ['sub'],
  });
  for (const sub of ['..', '.', ' ', '', null, '\ud800'])
    expect(addressFor(template, { ...known, sub })).toBeNull();
  expect(addressFor(template, { sub: '..', email: 'a@b.test', phone: '1' })?.by).toEqual(['email']);
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (sub) => {
      const address = addressFor(template, { sub, email: null, phone: null });
      if (address === null) return;
      const url = new URL(address.url);
      expect([url.origin, url.pathname.split('/').length, [...url.searchParams].length, url.hash]).toEqual([
        'https://erp.test',
        4,
        1,
        '',
      ]);
    }),
  );
  expect(keysIn(template)).toEqual(['sub', 'email']);
  expect(originIn(template)).toBe('https://erp.test');
});
