/** How the desk looks and behaves where a person has not said otherwise; no schema library comes with it. */
export const usualLook = {
  contrast: 'system',
  fontSize: 100,
  density: 'usual',
  motion: 'system',
  sendKey: 'enter',
  undoSend: false,
} as const;

/** How much larger than usual spaces are. */
export const densities = { compact: 0.88, usual: 1, roomy: 1.12 } as const;
