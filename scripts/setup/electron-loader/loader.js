/**
 * What the stock runtime's default app does, for the runtime that has none: `electron [switches] FOLDER …`
 * runs the app in FOLDER. It is copied into the runtime as resources/app (see ../fallback-runtime.mjs).
 * The top-level await holds Electron's "ready" back until the app's own file has run, as usual.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { app, dialog } from 'electron';

const { folder, preloads } = readArguments(process.argv.slice(1));

process.defaultApp = true;
const require = createRequire(import.meta.url);
for (const file of preloads) require(path.resolve(file));

if (folder === undefined) {
  process.stderr.write(`Electron ${process.versions.electron}. Usage: electron FOLDER [arguments]\n`);
  app.exit(1);
} else {
  try {
    await load(path.resolve(folder));
  } catch (error) {
    process.stderr.write(`The app in ${folder} could not be loaded.\n${error?.stack ?? error}\n`);
    if (process.env.DISPLAY || process.env.WAYLAND_DISPLAY) dialog.showErrorBox('Electron', String(error));
    app.exit(1);
  }
}

function readArguments(list) {
  const preloads = [];
  for (let index = 0; index < list.length; index += 1) {
    const argument = list[index];
    if (argument === '-r' || argument === '--require') {
      index += 1;
      preloads.push(list[index]);
    } else if (!argument.startsWith('-')) {
      return { folder: argument, preloads };
    }
  }
  return { folder: undefined, preloads };
}

/** @param {string} target a folder with a package.json, or a script */
async function load(target) {
  const manifest = path.join(target, 'package.json');
  if (!existsSync(manifest)) {
    app.setAppPath(path.dirname(target));
    await import(pathToFileURL(target).href);
    return;
  }
  const about = JSON.parse(readFileSync(manifest, 'utf8'));
  const name = about.productName ?? about.name ?? 'Electron';
  if (about.version) app.setVersion(about.version);
  app.setName(name);
  app.setDesktopName(about.desktopName ?? `${about.name ?? 'electron'}.desktop`);
  app.setAppPath(target);
  if (!app.commandLine.hasSwitch('user-data-dir')) {
    app.setPath('userData', path.join(app.getPath('appData'), name));
  }
  await import(pathToFileURL(path.resolve(target, about.main ?? 'index.js')).href);
}
