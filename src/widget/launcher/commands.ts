import type { Site, Theme } from '../contract.ts';
import { tellDeveloper } from '../tell.ts';
import { makeListeners } from './listeners.ts';
import type { Call } from './queue.ts';
import type { Emit, Widget } from './widget.ts';

type Start = (asked: { tag: string | null; theme: Theme }, emit: Emit) => Widget;

const isTheme = (value: unknown): value is Theme => value === 'auto' || value === 'light' || value === 'dark';

/**
 * The page's side of the widget: `yingke('open')` and the rest. A call that makes no sense is said
 * once on the console and otherwise ignored: a shop's page must not break over its help button.
 */
export function makeCommands(start: Start, site: Site, warn: (text: string) => void = tellDeveloper) {
  const listeners = makeListeners();
  const warned = new Set<string>();
  let tag: string | null = null;
  let theme: Theme = 'auto';
  let widget: Widget | null = null;
  let stopped = false;

  const running = (): Widget => {
    stopped = false;
    widget ??= start({ tag, theme }, listeners.emit);
    return widget;
  };
  const complain = (text: string): void => {
    if (warned.has(text)) return;
    warned.add(text);
    warn(text);
  };

  const run = ([command, first, second]: Call): void => {
    switch (command) {
      case 'open':
        running().open();
        break;
      case 'toggle':
        running().toggle();
        break;
      case 'close':
        widget?.close();
        break;
      case 'locale':
        if (typeof first !== 'string') complain('locale: expects a language, such as "zh-CN" or "en"');
        else {
          tag = first;
          widget?.locale(first);
        }
        break;
      case 'theme':
        if (!isTheme(first)) complain('theme: expects "auto", "light" or "dark"');
        else {
          theme = first;
          widget?.theme(first);
        }
        break;
      case 'customer':
      case 'fields':
        site[command] = first;
        widget?.site();
        break;
      case 'on':
        if (!listeners.add(first, second))
          complain('on: expects "message", "open" or "close" and a function');
        break;
      case 'shutdown':
        widget?.shutdown();
        widget = null;
        stopped = true;
        break;
      default:
        complain(`unknown call "${String(command).slice(0, 40)}"`);
    }
  };

  return {
    run,
    /** Puts the launcher on the page, unless the page has said `shutdown` before we came. */
    start: () => {
      if (!stopped) running();
    },
  };
}
