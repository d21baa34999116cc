import type { Site } from '../contract.ts';
import { tellDeveloper } from '../tell.ts';
import { makeCommands } from './commands.ts';
import { takeOver } from './queue.ts';
import { startWidget } from './widget.ts';

/** Has to be read while the script runs: afterwards the browser no longer says whose turn it was. */
const script = document.currentScript;

/** The hub's address without a slash at the end, from where this script came. */
function baseOf(address: string): string {
  return address.replace(/[?#].*$/, '').replace(/\/[^/]*$/, '');
}

function begin(address: string, site: Site): void {
  const base = baseOf(address);
  const commands = makeCommands((asked, emit) => startWidget({ base, site, ...asked }, emit), site);
  // The page's calls come first: a language or a theme is known before anything is drawn.
  const first = () => {
    if (takeOver(window as { yingke?: unknown }, commands.run)) commands.start();
  };
  if (document.body) first();
  else addEventListener('DOMContentLoaded', first, { once: true });
}

try {
  if (script instanceof HTMLScriptElement && script.src) begin(script.src, { ...script.dataset });
  else tellDeveloper('widget.js has to be loaded by a script tag with its address in src');
} catch (error) {
  tellDeveloper('could not start', error);
}
