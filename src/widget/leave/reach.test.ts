import { describe, expect, it } from 'vitest';
import { readForm } from './reach.ts';

const form = { text: 'hello', name: '', email: '', phone: '' };

describe('how a visitor can be reached', () => {
  it('is by e-mail or by phone, and one is enough', () => {
    expect(readForm({ ...form, email: ' a.b+c@mail.example.cn ' })).toEqual({
      contact: { name: null, email: 'a.b+c@mail.example.cn', phone: null },
    });
    for (const phone of ['13800138000', '+86 (10) 8888-8888', '400-800-8800 #12']) {
      expect(readForm({ ...form, name: ' 李 ', phone })).toEqual({
        contact: { name: '李', email: null, phone },
      });
    }
  });

  it('is asked for in words where it does not work', () => {
    expect(readForm({ ...form, text: ' \n', email: 'a@b.cn' })).toEqual({ fault: 'needsText' });
    expect(readForm(form)).toEqual({ fault: 'needsReach' });
    for (const email of ['a', 'a@b', 'a@b.cn, c@d.cn', 'a b@c.cn']) {
      expect(readForm({ ...form, email }), email).toEqual({ fault: 'notAnEmail' });
    }
    for (const phone of ['1234', 'call me', '1'.repeat(41)]) {
      expect(readForm({ ...form, phone }), phone).toEqual({ fault: 'notAPhone' });
    }
  });
});
