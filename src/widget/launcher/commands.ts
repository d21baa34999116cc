import type { Site } from '../contract.ts';
import { tellDeveloper } from '../tell.ts';
import { makeListeners } from './listeners.ts';
import type { Call } from './queue.ts';
import type { Emit, Widget } from './widget.ts';

/**
 * The page's side of the widget: `yingke('open')` and the rest. A call that makes no sense is said
 * once on the console and otherwise ignored: a shop's page must not break over its help button.
 */
export function makeCommands(
  start: (emit: Emit) => Widget,
  site: Site,
  warn: (text: string) => void = tellDeveloper,
) {
  const listeners = makeListeners();
  const warned = new Set<string>();
  let widget: Widget | null = null;
  let stopped = false;

  const running = (): Widget => {
    stopped = false;
    if (!widget) {
      widget = start(listeners.emit);
      listeners.emit('ready', undefined);
    }
    return widget;
  };
  const run = ([command, first, second]: Call): void => {
    const complain = (): void => {
      const call = String(command).slice(0, 40);
      if (!warned.has(call)) warn(`"${call}" makes no sense so`);
      warned.add(call);
    };
    switch (command) {
      case 'open':
      case 'toggle':
      case 'show':
        running()[command]();
        break;
      case 'close':
      case 'hide':
      case 'page':
        widget?.[command]();
        break;
      case 'locale':
      case 'theme':
      case 'look':
        if (command === 'look' ? Object(first) !== first : typeof first !== 'string') complain();
        else {
          Object.assign(site, command === 'look' ? first : { [command]: first });
          widget?.look();
        }
        break;
      case 'customer':
      case 'identify':
      case 'fields':
        site[command === 'fields' ? command : 'customer'] = first;
        widget?.site();
        break;
      case 'on':
        if (!listeners.add(first, second)) complain();
        // Who asks late has not missed it.
        else if (first === 'ready' && widget) listeners.tell(second, undefined);
        break;
      case 'off':
        listeners.remove(first, second);
        break;
      case 'shutdown':
      case 'destroy':
        widget?.shutdown();
        widget = null;
        stopped = true;
        break;
      default:
        complain();
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
