import type { ComponentChildren } from 'preact';
import type * as hooks from 'preact/hooks';
import type * as runtime from 'preact/jsx-runtime';

/**
 * What the panel draws with, given to its parts when they have come: the same library, once. In their bundles this stands
 * in the place of `preact/jsx-runtime` as well (vite.widget.config.ts).
 */
export type Drawing = Pick<typeof runtime, 'jsx'> &
  Pick<typeof hooks, 'useEffect' | 'useLayoutEffect' | 'useRef' | 'useState'>;

let drawing: Drawing;

export function drawWith(given: Drawing): void {
  drawing = given;
}

/** @public by the build */
export const jsx = ((...call: Parameters<Drawing['jsx']>) => drawing.jsx(...call)) as Drawing['jsx'];
/** @public by the build */
export const jsxs = ((...call: Parameters<Drawing['jsx']>) => drawing.jsx(...call)) as Drawing['jsx'];
/** @public by the build */
export const Fragment = ({ children }: { readonly children?: ComponentChildren }): ComponentChildren =>
  children;

export const useState: Drawing['useState'] = (...call: unknown[]) => drawing.useState(...(call as [never]));
export const useRef: Drawing['useRef'] = (...call: unknown[]) => drawing.useRef(...(call as [never]));
export const useEffect: Drawing['useEffect'] = (...call) => drawing.useEffect(...call);
export const useLayoutEffect: Drawing['useLayoutEffect'] = (...call) => drawing.useLayoutEffect(...call);
