import { describe, expect, it } from 'vitest';
import type { Site } from '../contract.ts';
import { makeCommands } from './commands.ts';
import type { Emit, Widget } from './widget.ts';

function setUp() {
  const did: string[] = [];
  const warned: string[] = [];
  let emit: Emit = () => {};
  const site: Site = { hotline: '400' };
  const commands = makeCommands(
    (give) => {
      emit = give;
      did.push(`start ${site.locale ?? ''} ${site.theme ?? ''}`.trim());
      const note = (what: string) => () => void did.push(what);
      return {
        open: note('open'),
        close: note('close'),
        toggle: note('toggle'),
        show: note('show'),
        hide: note('hide'),
        look: note('look'),
        site: note('site'),
        page: note('page'),
        shutdown: note('shutdown'),
      } satisfies Widget;
    },
    site,
    (text) => warned.push(text),
  );
  return { ...commands, site, did, warned, tell: () => emit('message', { from: 'Lin', text: 'hi', at: 1 }) };
}

describe('the calls of a page', () => {
  it('starts with what was asked before', () => {
    const { run, start, did } = setUp();
    run(['locale', 'en-GB']);
    run(['theme', 'dark']);
    start();
    run(['toggle']);
    expect(did).toEqual(['start en-GB dark', 'toggle']);
  });

  it('stays away after shutdown until it is opened again', () => {
    const { run, start, did } = setUp();
    run(['shutdown']);
    start();
    expect(did).toEqual([]);
    run(['open']);
    run(['shutdown']);
    run(['close']);
    run(['open']);
    expect(did).toEqual(['start', 'open', 'shutdown', 'start', 'open']);
  });

  it('says once what it does not understand', () => {
    const { run, warned } = setUp();
    for (const call of [
      ['fly'],
      ['fly'],
      ['locale', 7],
      ['theme', 'pink'],
      ['on', 'rain', () => {}],
      [],
      [null],
    ]) {
      run(call);
    }
    expect(warned).toHaveLength(5);
    expect(warned[0]).toContain('"fly"');
  });

  it('keeps who the visitor is and what their matter is, and says that it changed to who is there', () => {
    const { run, start, did, site } = setUp();
    run(['customer', 'signed']);
    run(['fields', { order: '1' }]);
    expect(did).toEqual([]);
    start();
    run(['customer', null]);
    expect(did).toEqual(['start', 'site']);
    expect(site).toEqual({ hotline: '400', customer: null, fields: { order: '1' } });
  });

  it('tells every listener, whatever one of them does', () => {
    const { run, start, tell } = setUp();
    const heard: unknown[] = [];
    run([
      'on',
      'message',
      () => {
        throw new Error('of the page');
      },
    ]);
    run(['on', 'message', (detail: unknown) => heard.push(detail)]);
    start();
    expect(tell).not.toThrow();
    expect(heard).toEqual([{ from: 'Lin', text: 'hi', at: 1 }]);
  });
});
