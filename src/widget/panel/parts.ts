import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { jsx } from 'preact/jsx-runtime';
import type { PanelHost } from '../contract.ts';
import type { Drawing } from '../drawing.ts';
import type * as extras from '../extras/index.tsx';
import type * as leave from '../leave/index.ts';
import { tellDeveloper } from '../tell.ts';

type Part = { readonly begin: (root: ShadowRoot, drawing: Drawing) => void };

/** Before what could not be fetched is asked for again. Milliseconds. */
const pause = 5000;

/** A part of the panel that is fetched by the act that needs it. */
export function createPart<P extends Part>(
  { root, file }: Pick<PanelHost, 'root' | 'file'>,
  name: string,
  changed: () => void,
) {
  let here: P | null = null;
  let asked: Promise<P | null> | null = null;
  let failed = false;

  function load(): Promise<P | null> {
    asked ??= file(name)
      .then((module) => {
        here = module as P;
        here.begin(root, { jsx, useEffect, useLayoutEffect, useRef, useState });
        changed();
        return here;
      })
      .catch((error: unknown) => {
        tellDeveloper('a part of the panel could not be loaded', error);
        failed = true;
        changed();
        setTimeout(() => {
          asked = null;
          failed = false;
          changed();
        }, pause);
        return null;
      });
    return asked;
  }
  return {
    load,
    /** It is wanted and did not come; soon it is asked for again. */
    failed: (): boolean => failed,
    /** Null until it is here; asks for it. */
    now(): P | null {
      if (!here && !asked) void load();
      return here;
    },
  };
}

export type PartLoader<P extends Part> = ReturnType<typeof createPart<P>>;
export type Extras = typeof extras;
export type LeavePart = typeof leave;
