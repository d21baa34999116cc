import type { Site } from '../contract.ts';
import { tellDeveloper } from '../tell.ts';
import { makeCommands } from './commands.ts';
import { takeOver } from './queue.ts';
import { startWidget } from './widget.ts';

/** Has to be read while the script runs: afterwards the browser no longer says whose turn it was. */
const script = document.currentScript;

/**
 * The look that the hub's settings say, as the percent-encoded JSON of an object. The hub puts its own in the place of
 * this one when it serves the script: so it needs no request, and nothing is drawn that is drawn otherwise a moment later.
 */
const house = '%7B%22yingke%22%3A%22look%22%7D';

/** The hub's address without a slash at the end, from where this script came. */
function baseOf(address: string): string {
  return address.replace(/[?#].*$/, '').replace(/\/[^/]*$/, '');
}

function begin(address: string, site: Site): void {
  const base = baseOf(address);
  const commands = makeCommands((emit) => startWidget(base, site, emit), site);
  // The page's calls come first: a language or a theme is known before anything is drawn.
  const first = () => {
    if (takeOver(window as { yingke?: unknown }, commands.run)) commands.start();
  };
  if (document.body) first();
  else addEventListener('DOMContentLoaded', first, { once: true });
}

try {
  if (script instanceof HTMLScriptElement && script.src)
    begin(script.src, { ...(JSON.parse(decodeURIComponent(house)) as object), ...script.dataset });
  else tellDeveloper('needs a script tag');
} catch (error) {
  tellDeveloper('could not start', error);
}
