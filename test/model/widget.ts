import { createModel } from '../../src/widget/panel/model.ts';
import { type Browser, load, type Tab } from './browser.ts';
import type { Client } from './connection.ts';
import type { Author } from './journal.ts';
import type { Machine } from './machine.ts';

export type Widget = ReturnType<typeof createWidget>;

/** A tab of a visitor with the panel open. Its browser outlives it. */
export function createWidget(options: {
  readonly machine: Machine;
  readonly name: string;
  readonly browser: Browser;
  /** Host under which the browser keeps what is the visitor's. */
  readonly host: string;
  readonly author: Author;
  readonly onHost: (host: string, client: Client) => void;
}) {
  const { machine, name, browser, host, author, onHost } = options;
  browser.authors.push(author);
  let tab: Tab;
  let model: ReturnType<typeof createModel>;

  function open(): void {
    const process = machine.spawn();
    onHost(host, { name, process });
    tab = { name, browser, machine, process, listeners: new Map() };
    load(tab, () => {
      model = createModel(
        {
          base: `http://${host}`,
          locale: 'en',
          site: {},
          unread: () => {},
          emit: () => {},
        },
        () => {},
      );
      model.look(true);
    });
  }

  return {
    name,
    author,
    open,
    reload: () => {
      tab.process.kill();
      open();
    },
    close: () => tab.process.kill(),
    /** The system says that there is a network again. */
    wake: () => {
      for (const run of tab.listeners.get('online') ?? []) run();
    },
    view: () => model.view(),
    write: (text: string) => {
      const before = new Set(model.view().outbox.map(({ key }) => key));
      model.send(text);
      const written = model.view().outbox.find(({ key }) => !before.has(key));
      if (written !== undefined) author.begins({ key: written.key, conversationId: null, text });
    },
  };
}
