import { createRequire, Module } from 'node:module';
import type Sharp from 'sharp';

/** Not called `require`: the desk's build puts one of that name into every file. */
const load = createRequire(import.meta.url);

/**
 * sharp on its WebAssembly build, everywhere. A fault in one of its decoders, which read what strangers send, then stays
 * inside that memory; and inside the desk on Linux the native build would share half of Electron's GLib (it warns of
 * that itself). It is about as quick. sharp prefers the native build where it finds one: it is given this one in its place.
 */
export function loadSharp(): typeof Sharp {
  const built: unknown = load('@img/sharp-wasm32/sharp.node');
  for (const place of nativeBuilds()) {
    const stand = Object.assign(new Module(place), { exports: built, filename: place, loaded: true });
    load.cache[place] = stand;
  }
  return load('sharp') as typeof Sharp;
}

function nativeBuilds(): string[] {
  const { platform, arch } = process;
  return [`${platform}-${arch}`, `${platform}musl-${arch}`].flatMap((build) => {
    try {
      return [load.resolve(`@img/sharp-${build}/sharp.node`)];
    } catch {
      // Not installed here: nothing stands in the way.
      return [];
    }
  });
}
