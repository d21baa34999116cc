import { describe, expect, test } from 'vitest';
import { fill, fillAllBut, fillParts, firstUnfilled, unfilledIn, variablesIn } from './variables.ts';

const facts = { 'customer.name': '王晓雯', 'agent.name': '林悦', 'order.id': null, 'customer.tier': 'gold' };

describe('fill', () => {
  test.each([
    ['{{customer.name}}您好，我是{{agent.name}}', '王晓雯您好，我是林悦', []],
    ['{{ customer.name }}您好', '王晓雯您好', []],
    ['{{Customer.Name}}您好', '王晓雯您好', []],
    ['{{customer.tier}} customer', 'gold customer', []],
    ['{{contact.name}}, I am {{user.name}}', '王晓雯, I am 林悦', []],
    ['{{visitor.name}}', '王晓雯', []],
    ['订单 {{order.id|您的订单}} 已发出', '订单 您的订单 已发出', []],
    ['订单{{order.id|}}已发出', '订单已发出', []],
    ['订单 {{order.id}} 已发出', '订单 {{order.id}} 已发出', ['order.id']],
    ['{{nobody.knows}} {{order.id}}', '{{nobody.knows}} {{order.id}}', ['nobody.knows', 'order.id']],
    ['{{constructor}} {{__proto__}}', '{{constructor}} {{__proto__}}', ['constructor', '__proto__']],
    ['{{客户.昵称|亲}}', '亲', []],
    ['no {variable} {{}} {{ }} {{|x}} here', 'no {variable} {{}} {{ }} {{|x}} here', []],
    ['{{customer.name', '{{customer.name', []],
    ['{{a{{customer.name}}', '{{a王晓雯', []],
    ['', '', []],
  ])('%s', (text, filled, unfilled) => {
    expect(fill(text, facts)).toEqual({ text: filled, unfilled });
  });

  test('what is put in is not read again: a customer who is called like a variable stays one', () => {
    expect(fill('{{customer.name}}', { 'customer.name': '{{agent.email}}', 'agent.email': 'x@y.z' })).toEqual(
      {
        text: '{{agent.email}}',
        unfilled: [],
      },
    );
  });

  test('white space alone is nothing that is known', () => {
    expect(fill('{{customer.name|您}}', { 'customer.name': '  ' }).text).toBe('您');
  });

  test('parts say what came from where', () => {
    expect(fillParts('a {{agent.name}} {{order.id|x}} {{order.id}}', facts).map(({ kind }) => kind)).toEqual([
      'text',
      'filled',
      'text',
      'filled',
      'text',
      'unfilled',
    ]);
  });

  test('a long text of braces is read in no time', () => {
    const from = performance.now();
    fill('{{a'.repeat(20_000), facts);
    fill(`{{${'a '.repeat(20_000)}`, facts);
    expect(performance.now() - from).toBeLessThan(2000);
  });
});

test('what still stands there is found, with its place', () => {
  expect(unfilledIn('您的订单 {{order.id}} 和 {{ x|y }}')).toEqual(['{{order.id}}', '{{ x|y }}']);
  expect(firstUnfilled('订单 {{order.id}}')).toEqual({ from: 3, to: 15 });
  expect(unfilledIn('a {b} {{}} c')).toEqual([]);
  expect(firstUnfilled('nothing')).toBeNull();
});

describe('what is asked for later', () => {
  const text = '{{customer.name}}: {{order.id}}, {{ Order.ID | your order }}, {{shop.name|us}}';
  test('stays as it is written, while the rest is filled', () => {
    expect(fillAllBut('order.id', text, { 'customer.name': 'Li', 'order.id': '7' })).toBe(
      'Li: {{order.id}}, {{ Order.ID | your order }}, us',
    );
  });
  test('is found where it stands, with the words for when there is none', () => {
    const places = variablesIn(text).filter(({ name }) => name === 'order.id');
    expect(places.map(({ from, to, fallback }) => [text.slice(from, to), fallback])).toEqual([
      ['{{order.id}}', undefined],
      ['{{ Order.ID | your order }}', 'your order'],
    ]);
  });
});
