import { extrasFile } from 'virtual:yingke-extras';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { jsx } from 'preact/jsx-runtime';
import type { PanelHost } from '../contract.ts';
import type * as module from '../extras/index.tsx';
import { tellDeveloper } from '../tell.ts';

export type Extras = typeof module;

/** What is fetched by the act that needs it. Asked for again where it did not come. */
export function createExtras({ root, file }: Pick<PanelHost, 'root' | 'file'>, changed: () => void) {
  let here: Extras | null = null;
  let asked: Promise<Extras | null> | null = null;

  function load(): Promise<Extras | null> {
    asked ??= file(extrasFile)
      .then((module) => {
        const extras = module as Extras;
        extras.begin(root, { jsx, useEffect, useLayoutEffect, useRef, useState });
        here = extras;
        changed();
        return extras;
      })
      .catch((error: unknown) => {
        asked = null;
        tellDeveloper('a part of the panel could not be loaded', error);
        return null;
      });
    return asked;
  }
  return {
    load,
    /** Null until it is here; asks for it. */
    now(): Extras | null {
      if (!here && !asked) void load();
      return here;
    },
  };
}

export type ExtrasLoader = ReturnType<typeof createExtras>;
