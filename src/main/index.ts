import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as after, setImmediate as turn } from 'node:timers/promises';
import { app, BrowserWindow, Menu } from 'electron';
import { type Flags, readFlags } from './flags.ts';
import { createLinkInbox, type LinkInbox, secondStart } from './links/inbox.ts';
import { say } from './report.ts';
import { placesIn, placeToOpen } from './settings/places.ts';
import { openSettings } from './settings/settings.ts';
import { registerAppScheme, serveApp } from './shell/app-protocol.ts';
import { keepCrashes } from './shell/crashes.ts';
import { type Answerer, openDoor, pageIsHere } from './shell/door.ts';
import { lockDown } from './shell/lockdown.ts';
import { openWindow } from './shell/window.ts';

/** Where the built programs lie, beside this one. Only the entry file knows: others end up in chunks. */
const here = import.meta.dirname;

/** A page that never comes must not keep everything else waiting. Milliseconds. */
const pagePatience = 1_000;

/**
 * Composition root of the desk. Only what the first window needs is loaded here; the rest (`wire.ts`)
 * follows while the page is loading.
 */
// Whatever any part of this program writes is for this user alone.
process.umask(0o077);

const flags = readFlags(process.argv.slice(1));
if ('problem' in flags) {
  say({ event: 'failed', code: 'bad_request', message: flags.problem });
  app.exit(2);
} else if (flags.say !== null) {
  // Nothing is opened and nothing is written: it answers beside a running desk too.
  const { tellAndEnd } = await import('./shell/tell.ts');
  tellAndEnd(flags.say);
} else if (flags.wipe !== null) {
  // Electron is not ready before this is over: no page, and no folder of a browser that would be made anew.
  const { wipeAndEnd } = await import('./shell/wipe.ts');
  await wipeAndEnd(flags, flags.wipe);
} else {
  start(flags);
}

function start(given: Flags): void {
  if (given.data !== null) app.setPath('userData', resolve(given.data));
  const dir = app.getPath('userData');
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  app.setPath('sessionData', join(dir, 'browser'));

  // One desk a data folder: two would write one cache.
  if (!app.requestSingleInstanceLock({ link: given.link, hidden: given.hidden })) {
    say({ event: 'second-instance' });
    app.exit(0);
    return;
  }
  const links = createLinkInbox();
  if (given.link !== null) links.put({ text: given.link, looking: false });
  // On a Mac links come by this event, also the one that the desk is started for, and that before anything else.
  app.on('open-url', (event, text) => {
    event.preventDefault();
    links.put({ text, looking: app.isReady() && BrowserWindow.getFocusedWindow() !== null });
  });
  registerAppScheme();
  compileAtOnce();
  // Electron's own menu is built before ours is needed: none is quicker.
  Menu.setApplicationMenu(null);
  app.whenReady().then(
    () => open(given, dir, links),
    (error) => fail(error),
  );
}

async function open(given: Flags, dir: string, links: LinkInbox): Promise<void> {
  const settings = openSettings(dir);
  lockDown();
  // Before the first page: what was started earlier would leave none.
  if (settings.get().keptCrashes) keepCrashes(dir);
  const pages = serveApp(join(here, '../renderer'));
  const { promise: answerer, resolve: answer } = promised<Answerer>();
  const { id: account } = placeToOpen(placesIn(dir), settings.get().accounts.inView);
  const isHere = pageIsHere();
  const desk = openWindow(
    settings,
    join(here, '../preload/index.cjs'),
    account,
    given.hidden && given.link === null,
  );
  openDoor(desk.window, answerer);
  app.on('second-instance', (_event, _argv, _folder, data) => {
    const { link, hidden } = secondStart(data);
    if (link !== null) links.put({ text: link, looking: desk.isLookedAt() });
    // The computer starts it hidden, though it may be at work already: nobody wants to see it then.
    if (!hidden || link !== null) desk.show();
  });
  app.on('activate', desk.show);
  try {
    // The page's process asks this very thread for its preload script and for what it has stored, and stands still until
    // then: what would hold the thread up waits for that.
    await Promise.race([isHere, after(pagePatience)]);
    const { systemVault, wire } = await import('./wire.ts');
    const vault = await systemVault();
    await turn();
    answer(wire({ flags: given, dir, settings, vault, desk, pages, account, programs: here, links }));
  } catch (error) {
    fail(error);
  }
}

/**
 * The page's scripts are compiled whole. Left to itself V8 keeps in the code cache only what ran before the first
 * screen was drawn: each later start compiled the same 1,000 functions anew, one by one, while that screen was awaited.
 * This program's own V8 is at work already and does not hear of it.
 */
function compileAtOnce(): void {
  app.commandLine.appendSwitch('js-flags', '--no-lazy');
}

/** What cannot be started is said, not left hanging. */
function fail(error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  say({ event: 'failed', code: 'internal', message });
  app.exit(1);
}

/** A promise and its key; Node 20 has no `Promise.withResolvers`. */
function promised<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => {};
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
